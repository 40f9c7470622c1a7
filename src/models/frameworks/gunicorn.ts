import type { FrameworkModel } from "../model";

/** gunicorn imports the application in each worker, unless preload_app asks for the master (gunicorn/arbiter.py). */
export const gunicorn = {
  kind: "framework",
  name: "gunicorn",
  summary: "gunicorn with preload_app imports the application in its master, and forks the workers from there",
  source: "https://docs.gunicorn.org/en/stable/settings.html#preload-app",
  apps: [],
  loads: "none",
  by: "gunicorn with preload_app",
  modules: [],
  marks: [],
  childHooks: [],
  parentHooks: [],
  provides: [],
  runsForkHooks: true,
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
def application(environ, start_response):
    return channel.unary_unary('/shop.Stock/Count')(b'')
`,
    ],
  },
} as const satisfies FrameworkModel;
