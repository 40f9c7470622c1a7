import type { Crossing, Observation } from "../processes/tree";
import type { Finding } from "../types";
import { childOf, crossingFinding, describe } from "./crossing";
import type { Names, Rule } from "./rule";

export const gff105 = {
  code: "GFF105",
  name: "library-client-before-fork",
  severity: "warning",
  precision: "high",
  summary: "A client of a library that opens gRPC inside is made in the parent and used in a forked child",
  why: `Clients of Google Cloud, OTLP exporters, etcd3, pymilvus, tritonclient and others hold a gRPC channel that the program never sees. It does not cross a fork any better than
one that the program opens itself (see GFF101 and GFF102). Google's libraries say so on a page of their own: instances may be shared by threads, and have to be created after
\`os.fork()\`.

Libraries differ in when they open the channel. Generated Google Cloud clients, exporters and etcd3 do it in the constructor; pymilvus and weaviate also connect there; clients of Firestore,
Spanner, Bigtable and Datastore wait for the first call, so that one which only children call is fine. Some go on calling from a thread of their own: a publisher, a subscription, a batch
processor of spans. Which library does what is in \`src/models/libraries\`, one file for each.`,
  symptoms: [
    "the child hangs at its first request",
    "google.api_core.exceptions.ServiceUnavailable: 503 Socket operation on non-socket",
    "google.api_core.exceptions.RetryError: Timeout of 60.0s exceeded",
    "PicklingError: Pickling client objects is explicitly not supported",
    "MilvusException: Fail connecting to server",
    "Transient error StatusCode.UNAVAILABLE encountered while exporting traces",
  ],
  example: {
    before: `import multiprocessing

from google.cloud import secretmanager

client = secretmanager.SecretManagerServiceClient()


def show(name):
    print(client.access_secret_version(name=name).name)


with multiprocessing.Pool() as pool:
    pool.map(show, ["prices", "orders"])
`,
    after: `import multiprocessing
import os

from google.cloud import secretmanager

_client_by_pid = {}


def get_client():
    pid = os.getpid()
    if pid not in _client_by_pid:
        _client_by_pid[pid] = secretmanager.SecretManagerServiceClient()
    return _client_by_pid[pid]


def show(name):
    print(get_client().access_secret_version(name=name).name)


with multiprocessing.Pool() as pool:
    pool.map(show, ["prices", "orders"])
`,
  },
  fixSafety: `The fix is safe where the parent had not used the client when it forked: the client is made once in each process, at its first use. Where the parent is connected, the fix is unsafe
and needs fork support (GFF304): a library's channel cannot be given a subchannel pool of its own, so that a child's new client would be given the parent's connection. There is no fix in
place where the library keeps the connection itself (\`pymilvus.connections.connect\`), or while its threads are at work.

Where a framework forks, those two are set up in its hook for new workers. Under uWSGI (\`postfork\`) that is safe: without uWSGI the module sets up what it did. Under gunicorn (\`post_fork\` in
the configuration file) and Celery (\`worker_process_init\`) it is unsafe: what imports the module without them has to call the function itself.`,
  versions:
    "All versions of grpcio. Only the fork start method: Python 3.14 uses forkserver by default on Linux. Google's generated clients open the channel in the constructor since 2020; older ones at the first call.",
  sources: [
    "https://docs.cloud.google.com/python/docs/reference/secretmanager/latest/multiprocessing",
    "https://opentelemetry-python.readthedocs.io/en/latest/examples/fork-process-model/README.html",
    "https://github.com/grpc/grpc/issues/13873",
    "https://github.com/milvus-io/milvus/issues/1964",
    "https://github.com/weaviate/weaviate-python-client/issues/1871",
  ],
  ask,
} as const satisfies Rule;

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (observation.kind !== "crossing" || observation.object.library === null || observation.object.aio) return [];
  return [
    crossingFinding("GFF105", observation, names, {
      message: `${describe(observation)}, ${fate(observation)}; ${observation.object.library} opens gRPC inside`,
      advice: observation.object.ambient
        ? observation.launch.construct === "framework"
          ? "Set it up in the framework's hook for new workers (post_fork, worker_process_init, postfork)"
          : "Connect in each process: in the child's function, or in an initializer of the pool"
        : "Create it once in each process: in the child, in an initializer, or behind a function that keeps one per process id",
    }),
  ];
}

function fate(crossing: Crossing): string {
  if (crossing.handed.length === 0) return `is used in ${childOf(crossing)}`;
  return `is handed to ${childOf(crossing)}${crossing.pickled ? ", where pickling it fails" : ""}`;
}
