import type { CallForkModel } from "../model";

/** gunicorn (gunicorn/app/base.py). */
export const gunicornApplication = {
  kind: "call-fork",
  names: ["gunicorn.app.base.BaseApplication", "gunicorn.app.base.Application", "gunicorn.app.wsgiapp.WSGIApplication"],
  summary: "run() of a custom gunicorn application forks the workers of a program that has been loaded already",
  source: "https://docs.gunicorn.org/en/stable/custom.html",
  methods: ["run"],
  runs: [{ kind: "deferred" }],
  method: { default: "fork", argument: null },
  conditions: [],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from flask import Flask
from gunicorn.app.base import BaseApplication
app = Flask(__name__)
@app.route('/')
def count():
    return channel.unary_unary('/shop.Stock/Count')(b'')
class Shop(BaseApplication):
    def load(self):
        return app
if __name__ == '__main__':
    Shop().run()
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
    app.run()
`,
    ],
  },
} as const satisfies CallForkModel;
