import type { CallForkModel } from "../model";
import { rqJobs } from "../queues/rq-jobs";

/** RQ (rq/worker/worker_classes.py: `Worker.fork_work_horse`; `SimpleWorker` and `SpawnWorker` do not fork). */
export const rqWorker = {
  kind: "call-fork",
  names: ["rq.Worker", "rq.worker.Worker", "rq.worker.worker_classes.Worker"],
  summary:
    "work() of an RQ Worker forks a child for each job; what the program imported before, the child inherits, and the rest it imports itself",
  source: "https://python-rq.org/docs/workers/#performance-notes",
  methods: ["work"],
  runs: [{ kind: "deferred", to: rqJobs.to }, rqJobs],
  method: { default: "fork", argument: null },
  conditions: [],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from rq import Queue, Worker
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
def order(queue):
    queue.enqueue(count, 'tea')
if __name__ == '__main__':
    Worker(['stock']).work()
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from rq import Queue, SimpleWorker
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
def order(queue):
    queue.enqueue(count, 'tea')
if __name__ == '__main__':
    SimpleWorker(['stock']).work()
`,
      `import grpc
from rq import Queue, Worker
def count(*args):
    with grpc.insecure_channel('stock:50051') as channel:
        return channel.unary_unary('/shop.Stock/Count')(b'')
def order(queue):
    queue.enqueue(count, 'tea')
if __name__ == '__main__':
    Worker(['stock']).work()
`,
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from rq import Worker
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
if __name__ == '__main__':
    print(count())
    Worker(['stock']).work()
`,
    ],
  },
} as const satisfies CallForkModel;
