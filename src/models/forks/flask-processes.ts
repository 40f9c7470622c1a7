import type { CallForkModel } from "../model";

/** Werkzeug (werkzeug/serving.py: `ForkingWSGIServer`), which Flask runs. */
export const flaskProcesses = {
  kind: "call-fork",
  names: ["flask.Flask().run"],
  summary: "app.run(processes=n) forks for every request if n is above 1; the child runs the view",
  source: "https://werkzeug.palletsprojects.com/en/stable/serving/",
  methods: null,
  runs: [{ kind: "deferred" }],
  method: { default: "fork", argument: null },
  conditions: [{ argument: { position: null, keyword: "processes" }, is: { not: [1] }, whenAbsent: false }],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from flask import Flask
app = Flask(__name__)
@app.route('/')
def count():
    return channel.unary_unary('/shop.Stock/Count')(b'')
if __name__ == '__main__':
    app.run(processes=3, threaded=False)
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from flask import Flask
app = Flask(__name__)
@app.route('/')
def count():
    return channel.unary_unary('/shop.Stock/Count')(b'')
if __name__ == '__main__':
    app.run(threaded=True)
`,
    ],
  },
} as const satisfies CallForkModel;
