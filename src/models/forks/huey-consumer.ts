import type { CallForkModel } from "../model";

/** huey (huey/consumer.py: `Consumer.run`, `ProcessEnvironment`). */
export const hueyConsumer = {
  kind: "call-fork",
  names: [
    "huey.Huey().create_consumer",
    "huey.RedisHuey().create_consumer",
    "huey.PriorityRedisHuey().create_consumer",
    "huey.SqliteHuey().create_consumer",
    "huey.FileHuey().create_consumer",
  ],
  summary:
    "run() of a consumer with worker_type='process' forks its workers, which run the tasks that are defined by then",
  source: "https://huey.readthedocs.io/en/latest/consumer.html",
  methods: ["run", "start"],
  runs: [{ kind: "deferred" }],
  method: { default: "fork", argument: null },
  conditions: [{ argument: { position: null, keyword: "worker_type" }, is: { oneOf: ["process"] }, whenAbsent: false }],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from huey import SqliteHuey
huey = SqliteHuey()
@huey.task()
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
if __name__ == '__main__':
    huey.create_consumer(worker_type='process').run()
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from huey import SqliteHuey
huey = SqliteHuey()
@huey.task()
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
if __name__ == '__main__':
    huey.create_consumer(worker_type='greenlet').run()
`,
    ],
  },
} as const satisfies CallForkModel;
