import type { Observation } from "../processes/tree";
import type { Finding } from "../types";
import { crossingFinding, describe } from "./crossing";
import type { Names, Rule } from "./rule";

export const gff401 = {
  code: "GFF401",
  name: "preloaded-app",
  severity: "warning",
  precision: "high",
  summary: "A framework imports the application before it forks, and the application opens gRPC as it is imported",
  why: `Some servers import the application once, in a master process, and fork their workers from there: gunicorn with \`preload_app\` or
\`--preload\`, uWSGI unless \`lazy-apps\` is on, Celery with its default pool, functions-framework, Airflow 2 with its DAG files, pytest with \`--forked\`. No line of the repository forks, but a channel or a
client at the level of a module is created in the master and used in the workers, with all that GFF101 says of it. The finding names
the line that decides: the option, the configuration file, or the application where the framework's default does.`,
  symptoms: [
    "works with one process, hangs or fails with UNAVAILABLE under gunicorn --preload",
    "Celery tasks hang at their first RPC",
    "StatusCode.UNAVAILABLE: sendmsg: Socket operation on non-socket (88)",
    "ValueError: Cannot invoke RPC on closed channel!",
  ],
  example: {
    before: `import grpc
import stock_pb2_grpc
from celery import Celery

app = Celery("shop")
stub = stock_pb2_grpc.StockStub(grpc.insecure_channel("stock:50051"))


@app.task
def count(item):
    return stub.Count(item)
`,
    after: `import os

import grpc
import stock_pb2_grpc
from celery import Celery

app = Celery("shop")

_stub_by_pid = {}


def get_stub():
    pid = os.getpid()
    if pid not in _stub_by_pid:
        _stub_by_pid[pid] = stock_pb2_grpc.StockStub(
            grpc.insecure_channel("stock:50051")
        )
    return _stub_by_pid[pid]


@app.task
def count(item):
    return get_stub().Count(item)
`,
  },
  fixSafety: `The fix is that of GFF101: the client is made once in each process, at its first use. It is safe where every use can be rewritten, and does not depend on how
the application is started. What must exist before its first use, an exporter or a connection that the library keeps, is set up in the framework's
hook for new workers; GFF105 says how safe that is.`,
  versions:
    "All versions of grpcio. These frameworks fork whatever Python's default start method is, also from 3.14 on. Airflow forks after it has imported the DAG file up to 2.x, and before that from 3.0 on.",
  sources: [
    "https://docs.gunicorn.org/en/stable/settings.html#preload-app",
    "https://uwsgi-docs.readthedocs.io/en/latest/articles/TheArtOfGracefulReloading.html",
    "https://docs.celeryq.dev/en/stable/userguide/workers.html",
    "https://python-rq.org/docs/workers/#performance-notes",
    "https://github.com/apache/airflow/blob/2.10.5/airflow/task/task_runner/standard_task_runner.py",
    "https://github.com/pytest-dev/pytest-forked",
    "https://github.com/grpc/grpc/issues/41725",
  ],
  ask,
} as const satisfies Rule;

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (observation.kind !== "crossing" || observation.launch.construct !== "framework") return [];
  if (observation.object.kind === "server") return [];
  return [
    crossingFinding("GFF401", observation, names, {
      message: `${describe(observation)}, is used in the workers that ${observation.fork.by} forks after it has imported the application`,
      advice:
        "Create it once in each process: at its first use, or in the framework's hook for new workers (post_fork, worker_process_init, postfork)",
    }),
  ];
}
