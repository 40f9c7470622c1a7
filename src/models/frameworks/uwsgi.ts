import type { FrameworkModel } from "../model";

/** uWSGI imports the application in its master and forks in C, so that os.register_at_fork has no effect (core/uwsgi.c). */
export const uwsgi = {
  kind: "framework",
  name: "uwsgi",
  summary: "uWSGI imports the application in its master and forks the workers from there, unless lazy-apps is on",
  source:
    "https://uwsgi-docs.readthedocs.io/en/latest/articles/TheArtOfGracefulReloading.html#preforking-vs-lazy-apps-vs-lazy",
  apps: ["uwsgidecorators.postfork"],
  loads: "preloaded",
  by: "uwsgi without lazy-apps",
  modules: [],
  marks: [],
  childHooks: ["uwsgidecorators.postfork"],
  parentHooks: [],
  provides: ["uwsgi", "uwsgidecorators"],
  workerId: "uwsgi.worker_id",
  runsForkHooks: false,
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from flask import Flask
from uwsgidecorators import postfork
app = Flask(__name__)
@postfork
def log():
    print('forked')
@app.route('/')
def count():
    return channel.unary_unary('/shop.Stock/Count')(b'')
`,
    ],
    no: [
      `import grpc
from flask import Flask
app = Flask(__name__)
def connect():
    global channel
    channel = grpc.insecure_channel('stock:50051')
try:
    from uwsgidecorators import postfork
except ImportError:
    connect()
else:
    postfork(connect)
@app.route('/')
def count():
    return channel.unary_unary('/shop.Stock/Count')(b'')
`,
      `import grpc
from flask import Flask
from uwsgidecorators import postfork
app = Flask(__name__)
@postfork
def connect():
    global channel
    channel = grpc.insecure_channel('stock:50051')
@app.route('/')
def count():
    return channel.unary_unary('/shop.Stock/Count')(b'')
`,
    ],
  },
} as const satisfies FrameworkModel;
