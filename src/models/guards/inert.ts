import type { GuardModel } from "../model";

/** Callables that neither use a gRPC object that they are given nor call a function in a way that matters here. */
export const inert = {
  kind: "guard",
  names: [
    "atexit.register",
    "logging.*",
    "logging.getLogger().*",
    "unittest.mock.*",
    "weakref.*",
    "typing.*",
    "dataclasses.*",
    "abc.*",
    "warnings.*",
    "functools.update_wrapper",
    "functools.total_ordering",
    "functools.singledispatch",
    "contextlib.suppress",
    "inspect.*",
    "gc.*",
    "sys.getrefcount",
    "pprint.*",
    "json.*",
    "copy.deepcopy",
    "os.path.*",
    "time.*",
    "random.*",
    "math.*",
    "re.*",
    "argparse.*",
    "grpc.ssl_channel_credentials",
    "grpc.local_channel_credentials",
    "grpc.composite_channel_credentials",
    "grpc.composite_call_credentials",
    "grpc.access_token_call_credentials",
    "grpc.metadata_call_credentials",
    "queue.*",
    "multiprocessing.Queue",
    "multiprocessing.Manager",
    "multiprocessing.Value",
    "multiprocessing.Array",
    "multiprocessing.Event",
    "multiprocessing.Lock",
    "multiprocessing.Pipe",
    "multiprocessing.cpu_count",
    "multiprocessing.freeze_support",
    "threading.Lock",
    "threading.RLock",
    "threading.Event",
    "threading.Condition",
    "threading.Semaphore",
    "threading.current_thread",
    "collections.*",
    "itertools.*",
    "pytest.*",
    // A new interpreter runs what these are given.
    "airflow.operators.python.PythonVirtualenvOperator",
    "airflow.operators.python.ExternalPythonOperator",
    "airflow.decorators.task.virtualenv",
    "airflow.decorators.task.external_python",
    "airflow.decorators.task.docker",
    "airflow.decorators.task.kubernetes",
    "enum.*",
    "string.*",
    "pathlib.*",
    "datetime.*",
    "subprocess.*",
    "shutil.*",
    "tempfile.*",
    "signal.pause",
  ],
  effect: "inert",
  examples: {
    yes: [
      `import multiprocessing
import grpc
channel = grpc.insecure_channel('stock:50051')
def work():
    channel.unary_unary('/shop.Stock/Count')(b'')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import grpc
channel = grpc.insecure_channel('stock:50051')
import logging
def work():
    logging.info('%s', channel)
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies GuardModel;
