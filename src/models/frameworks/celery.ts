import type { FrameworkModel } from "../model";

/**
 * Celery's default pool is prefork: the MainProcess imports the application and its task modules, and forks the workers
 * (celery/concurrency/prefork.py).
 */
export const celery = {
  kind: "framework",
  name: "celery",
  summary:
    "A Celery worker imports all task modules in its main process and forks its pool from there, unless another pool is asked for",
  source: "https://docs.celeryq.dev/en/stable/userguide/concurrency/index.html",
  apps: ["celery.Celery", "celery.app.Celery", "celery.app.base.Celery"],
  loads: "preloaded",
  by: "celery worker (prefork)",
  modules: ["tasks"],
  marks: ["celery.shared_task"],
  childHooks: [
    "celery.signals.worker_process_init.connect",
    "celery.signals.worker_process_init.connect()",
    "celery.signals.worker_process_shutdown.connect",
    "celery.signals.worker_process_shutdown.connect()",
  ],
  parentHooks: [
    "celery.signals.worker_init.connect",
    "celery.signals.worker_init.connect()",
    "celery.signals.celeryd_init.connect",
    "celery.signals.celeryd_init.connect()",
    "celery.signals.worker_before_create_process.connect",
    "celery.signals.worker_before_create_process.connect()",
  ],
  provides: [],
  runsForkHooks: true,
  objects: { package: "celery", methods: ["run"] },
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from celery import Celery
app = Celery('shop')
@app.task
def count():
    return channel.unary_unary('/shop.Stock/Count')(b'')
`,
    ],
    no: [
      `import grpc
from celery import Celery
from celery.signals import worker_process_init
app = Celery('shop')
channel = None
@worker_process_init.connect
def connect(**kwargs):
    global channel
    channel = grpc.insecure_channel('stock:50051')
@app.task
def count():
    return channel.unary_unary('/shop.Stock/Count')(b'')
`,
    ],
  },
} as const satisfies FrameworkModel;
