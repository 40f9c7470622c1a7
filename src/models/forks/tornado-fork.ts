import type { CallForkModel } from "../model";

/** Tornado (tornado/process.py). */
export const tornadoFork = {
  kind: "call-fork",
  names: ["tornado.process.fork_processes"],
  summary: "fork_processes(n) returns in n children; the parent stays inside and watches them",
  source: "https://www.tornadoweb.org/en/stable/process.html",
  methods: null,
  runs: [{ kind: "deferred", to: ["Application"] }, { kind: "rest" }],
  method: { default: "fork", argument: null },
  conditions: [{ argument: { position: 0, keyword: "num_processes" }, is: { not: [1] }, whenAbsent: true }],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
import tornado.process
tornado.process.fork_processes(4)
channel.unary_unary('/shop.Stock/Count')(b'')
`,
    ],
    no: [
      `import grpc
import tornado.process
tornado.process.fork_processes(4)
channel = grpc.insecure_channel('stock:50051')
channel.unary_unary('/shop.Stock/Count')(b'')
`,
    ],
  },
} as const satisfies CallForkModel;
