import type { CallForkModel } from "../model";

/** Werkzeug (werkzeug/serving.py: `ForkingWSGIServer`). */
export const werkzeugProcesses = {
  kind: "call-fork",
  names: ["werkzeug.serving.run_simple", "werkzeug.run_simple"],
  summary: "run_simple() with processes above 1 forks for every request; the child calls the application",
  source: "https://werkzeug.palletsprojects.com/en/stable/serving/",
  methods: null,
  runs: [{ kind: "callback", of: { position: 2, keyword: "application" } }, { kind: "deferred" }],
  method: { default: "fork", argument: null },
  conditions: [{ argument: { position: 11, keyword: "processes" }, is: { not: [1] }, whenAbsent: false }],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from werkzeug.serving import run_simple
def app(environ, start_response):
    return channel.unary_unary('/shop.Stock/Count')(b'')
run_simple('localhost', 8080, app, processes=3)
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from werkzeug.serving import run_simple
def app(environ, start_response):
    return channel.unary_unary('/shop.Stock/Count')(b'')
run_simple('localhost', 8080, app, threaded=True)
`,
    ],
  },
} as const satisfies CallForkModel;
