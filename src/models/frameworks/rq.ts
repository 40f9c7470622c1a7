import type { FrameworkModel } from "../model";
import { rqJobs } from "../queues/rq-jobs";

/** `rq worker` imports the module of a job in the child that it forks for it, and before that only what its options name (rq/cli/cli.py). */
export const rq = {
  kind: "framework",
  name: "rq",
  summary:
    "`rq worker` forks a child for each job, which inherits what the settings or the worker's class have imported",
  source: "https://python-rq.org/docs/workers/",
  apps: ["rq.Worker"],
  loads: "none",
  by: "rq worker",
  modules: [],
  marks: ["rq.Queue", "django_rq.enqueue", "django_rq.job", "django_rq.get_queue", "rq.decorators.job"],
  childHooks: [],
  parentHooks: [],
  provides: [],
  runsForkHooks: true,
  queued: rqJobs,
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from rq import Worker
from rq.decorators import job
@job('stock')
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
if __name__ == '__main__':
    Worker(['stock']).work()
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from rq.decorators import job
@job('stock')
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
if __name__ == '__main__':
    count.delay('tea')
`,
    ],
  },
} as const satisfies FrameworkModel;
