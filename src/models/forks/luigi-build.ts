import type { CallForkModel } from "../model";

/** Luigi (luigi/worker.py: `TaskProcess`). */
export const luigiBuild = {
  kind: "call-fork",
  names: ["luigi.build", "luigi.interface.build"],
  summary:
    "luigi.build(tasks, workers=n) runs tasks in forked children if n is above 1; their constructors run in the parent",
  source: "https://luigi.readthedocs.io/en/stable/api/luigi.interface.html",
  methods: null,
  runs: [{ kind: "methods", of: { position: 0, keyword: "tasks" }, methods: ["run"] }],
  method: { default: "fork", argument: null },
  conditions: [{ argument: { position: null, keyword: "workers" }, is: { not: [1] }, whenAbsent: false }],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
import luigi
class Count(luigi.Task):
    def run(self):
        channel.unary_unary('/shop.Stock/Count')(b'')
luigi.build([Count()], workers=4)
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
import luigi
class Count(luigi.Task):
    def run(self):
        channel.unary_unary('/shop.Stock/Count')(b'')
luigi.build([Count()], workers=1)
`,
    ],
  },
} as const satisfies CallForkModel;
