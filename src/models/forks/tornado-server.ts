import type { CallForkModel } from "../model";

/** Tornado (tornado/tcpserver.py: `start(num_processes=1)`). */
export const tornadoServer = {
  kind: "call-fork",
  names: ["tornado.httpserver.HTTPServer().start", "tornado.tcpserver.TCPServer().start"],
  summary:
    "start(n) of a Tornado server forks n children, in which the program goes on and answers requests, unless n is 1",
  source: "https://www.tornadoweb.org/en/stable/tcpserver.html",
  methods: null,
  runs: [{ kind: "deferred", to: ["Application"] }, { kind: "rest" }],
  method: { default: "fork", argument: null },
  conditions: [{ argument: { position: 0, keyword: "num_processes" }, is: { not: [1] }, whenAbsent: false }],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from tornado.httpserver import HTTPServer
server = HTTPServer(print)
server.bind(8080)
server.start(0)
channel.unary_unary('/shop.Stock/Count')(b'')
`,
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler
class Count(RequestHandler):
    def get(self):
        self.write(channel.unary_unary('/shop.Stock/Count')(b''))
server = HTTPServer(Application([(r'/count', Count)]))
server.bind(8080)
server.start(0)
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from tornado.httpserver import HTTPServer
server = HTTPServer(print)
server.bind(8080)
server.start()
channel.unary_unary('/shop.Stock/Count')(b'')
`,
    ],
  },
} as const satisfies CallForkModel;
