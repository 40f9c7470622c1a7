import type { CallForkModel } from "../model";

/** The standard library (Lib/socketserver.py). */
export const forkingServer = {
  kind: "call-fork",
  names: [
    "socketserver.ForkingMixIn",
    "socketserver.ForkingTCPServer",
    "socketserver.ForkingUDPServer",
    "socketserver.ForkingUnixStreamServer",
    "socketserver.ForkingUnixDatagramServer",
  ],
  summary: "A forking server of socketserver forks for every request; the child runs the request handler",
  source: "https://docs.python.org/3/library/socketserver.html#socketserver.ForkingMixIn",
  methods: ["serve_forever", "handle_request"],
  runs: [
    {
      kind: "methods",
      of: { position: 1, keyword: "RequestHandlerClass" },
      methods: ["setup", "handle", "do_GET", "do_POST", "do_PUT", "finish"],
    },
    { kind: "deferred", to: ["register_function"] },
  ],
  method: { default: "fork", argument: null },
  conditions: [],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
import socketserver
class Shop(socketserver.BaseRequestHandler):
    def handle(self):
        channel.unary_unary('/shop.Stock/Count')(b'')
socketserver.ForkingTCPServer(('', 8080), Shop).serve_forever()
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
import socketserver
class Shop(socketserver.BaseRequestHandler):
    def handle(self):
        channel.unary_unary('/shop.Stock/Count')(b'')
socketserver.ThreadingTCPServer(('', 8080), Shop).serve_forever()
`,
    ],
  },
} as const satisfies CallForkModel;
