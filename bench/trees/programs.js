/**
 * The files that matter: clients and servers of a generated service, and programs that fork with them or without. One
 * program in three hands a channel across a fork; the others do it right, each in a way of its own.
 */

/** A getter with one channel per process, and a function that uses it. */
function clientText({ stem, name, methods }) {
  return `"""How this package talks to ${stem.replaceAll("_", " ")}."""
import functools
import logging
import os

import grpc

from .proto import ${stem}_pb2
from .proto import ${stem}_pb2_grpc

logger = logging.getLogger(__name__)

ADDRESS = os.environ.get("${stem.toUpperCase()}_ADDRESS", "${stem.replaceAll("_", "-")}:50051")


@functools.lru_cache(maxsize=None)
def _stub_of(pid):
    logger.info("process %d connects to %s", pid, ADDRESS)
    return ${stem}_pb2_grpc.${name}Stub(grpc.insecure_channel(ADDRESS))


def ask(key):
    return _stub_of(os.getpid()).${methods[0].name}(${stem}_pb2.${methods[0].name}Request(name=key)).name
`;
}

/** The channel is the parent's, and the children of the pool use it. */
function sharedText({ stem, name, methods }) {
  return `"""Sets new prices by the stub of the module."""
import multiprocessing

import grpc

from .proto import ${stem}_pb2
from .proto import ${stem}_pb2_grpc

stub = ${stem}_pb2_grpc.${name}Stub(grpc.insecure_channel("${stem.replaceAll("_", "-")}:50051"))


def reprice(key):
    return stub.${methods[0].name}(${stem}_pb2.${methods[0].name}Request(name=key)).name


def main():
    with multiprocessing.Pool(4) as pool:
        for line in pool.imap_unordered(reprice, ["tea", "coffee", "sugar"]):
            print(line)


if __name__ == "__main__":
    main()
`;
}

/** Every child makes its own, by the getter of the client. */
function ownText() {
  return `"""Asks for many names at once, each process by itself."""
import sys
from concurrent.futures import ProcessPoolExecutor

from .clients import ask


def main(names):
    with ProcessPoolExecutor(max_workers=4) as executor:
        for name, answer in zip(names, executor.map(ask, names)):
            print(name, answer)


if __name__ == "__main__":
    main(sys.argv[1:])
`;
}

/** The children are started afresh and inherit nothing. */
function spawnedText({ stem, name, methods }) {
  return `"""Counts in a process that is started afresh."""
import multiprocessing

import grpc

from .proto import ${stem}_pb2
from .proto import ${stem}_pb2_grpc


def count(address, results):
    with grpc.insecure_channel(address) as channel:
        stub = ${stem}_pb2_grpc.${name}Stub(channel)
        results.put(stub.${methods[1].name}(${stem}_pb2.${methods[1].name}Request(name="all")).name)


def main():
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    child = context.Process(target=count, args=("${stem.replaceAll("_", "-")}:50051", results))
    child.start()
    print(results.get())
    child.join()


if __name__ == "__main__":
    main()
`;
}

/** A servicer whose server is made in each of the forked children. */
function serverText({ stem, name, methods }) {
  const handlers = methods.map(
    ({ name: method, kind }) => `
    def ${method}(self, request, context):
        if not request.name:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "a name is needed")
        ${kind === "unary_stream" ? "yield" : "return"} ${stem}_pb2.${method}Reply(name=request.name)
`,
  );
  return `"""Serves ${stem.replaceAll("_", " ")} from several processes on one port."""
import multiprocessing
import signal
from concurrent import futures

import grpc

from .proto import ${stem}_pb2
from .proto import ${stem}_pb2_grpc


class ${name}(${stem}_pb2_grpc.${name}Servicer):
${handlers.join("").slice(1)}

def serve(address):
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=8), options=[("grpc.so_reuseport", 1)])
    ${stem}_pb2_grpc.add_${name}Servicer_to_server(${name}(), server)
    server.add_insecure_port(address)
    server.start()
    signal.signal(signal.SIGTERM, lambda *_: server.stop(5))
    server.wait_for_termination()


def main():
    children = [multiprocessing.Process(target=serve, args=("[::]:50051",)) for _ in range(4)]
    for child in children:
        child.start()
    signal.signal(signal.SIGTERM, lambda *_: [child.terminate() for child in children])
    for child in children:
        child.join()


if __name__ == "__main__":
    main()
`;
}

/** A fork in a program without gRPC. */
function workersText(module) {
  return `"""Works through ${module.replaceAll("_", " ")} in several processes."""
import multiprocessing
import os

from .${module} import load_${module}


def work(limit):
    return os.getpid(), len(load_${module}(limit))


def main():
    with multiprocessing.Pool(os.cpu_count()) as pool:
        for pid, count in pool.imap_unordered(work, range(10, 100, 10)):
            print(pid, count)


if __name__ == "__main__":
    main()
`;
}

module.exports = { clientText, ownText, serverText, sharedText, spawnedText, workersText };
