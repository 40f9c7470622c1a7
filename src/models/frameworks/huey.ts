import type { FrameworkModel } from "../model";

/** huey (huey/consumer.py: `ProcessEnvironment`): the consumer imports the instance it is told of and forks workers, with threads unless `-k process`. */
export const huey = {
  kind: "framework",
  name: "huey",
  summary:
    "A consumer of huey runs tasks in threads; with `-k process` it forks its workers after it has imported the tasks",
  source: "https://huey.readthedocs.io/en/latest/consumer.html",
  apps: ["huey.Huey", "huey.RedisHuey", "huey.PriorityRedisHuey", "huey.SqliteHuey", "huey.FileHuey"],
  loads: "none",
  by: "huey_consumer -k process",
  modules: ["tasks"],
  marks: [],
  childHooks: ["huey.RedisHuey().on_startup", "huey.RedisHuey().on_startup()", "huey.SqliteHuey().on_startup()"],
  parentHooks: [],
  provides: [],
  runsForkHooks: true,
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from huey import RedisHuey
huey = RedisHuey()
@huey.task()
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
if __name__ == '__main__':
    huey.create_consumer(workers=2, worker_type='process').run()
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from huey import RedisHuey
huey = RedisHuey()
@huey.task()
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
if __name__ == '__main__':
    huey.create_consumer(workers=2).run()
`,
    ],
  },
} as const satisfies FrameworkModel;
