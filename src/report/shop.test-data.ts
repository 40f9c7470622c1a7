/** A result made by hand for the tests of the reports: a small shop with two clients. */
import type { Decision, Finding, Fix, Place, Result } from "../types";
import type { View } from "./report";

const clients = `import grpc

from shop.stock_pb2_grpc import StockStub

CHANNEL = grpc.insecure_channel("stock:50051")
STUB = StockStub(CHANNEL)
`;

const main = `import multiprocessing

from app.clients import STUB


def count(item):
\treturn STUB.Count(item)


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
`;

export const sources: ReadonlyMap<string, string> = new Map([
  ["app/clients.py", clients],
  ["app/main.py", main],
]);

/** The place of the first occurrence of a piece of a file. */
export function placeOf(path: string, piece: string, texts = sources): Place {
  const start = texts.get(path)?.indexOf(piece) ?? -1;
  if (start < 0) throw new Error(`${path} has no ${piece}`);
  return { path, span: { start, end: start + piece.length } };
}

export const finding: Finding = {
  rule: "GFF101",
  severity: "error",
  message: "the channel is created in the parent and used in a forked child",
  advice: "create the channel in count()",
  at: placeOf("app/clients.py", 'grpc.insecure_channel("stock:50051")'),
  fork: { at: placeOf("app/main.py", "multiprocessing.Process(target"), by: "multiprocessing.Process", method: "fork" },
  trace: [
    { at: placeOf("app/clients.py", "grpc.insecure_channel"), message: "channel created here", process: "parent" },
    { at: placeOf("app/main.py", "STUB.Count(item)"), message: "used here", process: "child" },
  ],
  fingerprint: "GFF101:app.clients:CHANNEL",
  evidence: null,
};

export const safeFix: Fix = {
  status: "safe",
  transform: "lazy-client",
  reason: null,
  detail: "the channel is created on first use in each process",
  files: ["app/clients.py", "app/main.py"],
  alternatives: [],
};

export const unsafeFix: Fix = { ...safeFix, status: "unsafe", transform: "spawn-context" };

export const noFix: Fix = {
  status: "none",
  transform: null,
  reason: "captured-value",
  detail: "a default argument holds the stub",
  files: [],
  alternatives: [],
};

export function resultOf(decisions: readonly Decision[], more: Partial<Result> = {}): Result {
  return {
    decisions,
    changes: [],
    repairs: [],
    notices: [],
    stats: { files: 2, bytes: 420, parsed: 2, entries: 1, milliseconds: 5 },
    graph: { programs: [], omitted: 0 },
    sources,
    ...more,
  };
}

export const view: View = {
  display: (path) => path,
  version: "0.1.0",
  mode: "report",
  unsafeFixes: false,
  color: false,
  rules: [
    {
      code: "GFF101",
      name: "client-before-fork",
      severity: "warning",
      precision: "high",
      summary: "A gRPC client that is created in the parent is used in a forked child",
      why: "A fork copies the sockets of the channel, but not its threads.",
      symptoms: ["Cannot invoke RPC on closed channel!"],
      example: { before: "CHANNEL = make()", after: "def channel(): ..." },
      fixSafety: "Safe.",
      versions: "All.",
      sources: ["https://github.com/grpc/grpc/blob/master/doc/fork_support.md"],
    },
  ],
  bytesOf: (_path, text) => Buffer.from(text),
};
