import type { Observation } from "../processes/tree";
import type { Facts, Finding } from "../types";
import type { Names, Rule } from "./rule";
import { FORK_SUPPORT, POLL_STRATEGY, setBy, settingFinding } from "./settings";

export const gff301 = {
  code: "GFF301",
  name: "fork-support-too-late",
  severity: "warning",
  precision: "high",
  summary: "The GRPC_* variables are set after gRPC was imported or initialised",
  why: `gRPC's Python layer reads \`GRPC_ENABLE_FORK_SUPPORT\` once, when \`grpc._cython.cygrpc\` is imported, and the core reads it and \`GRPC_POLL_STRATEGY\` at import or
at its first use, depending on the version. What is set afterwards changes nothing in this process. The import may be somebody else's: a generated
\`*_pb2_grpc\` module, \`google.cloud\`, an OTLP exporter.

The variables belong into the environment of the process (Dockerfile, unit file, launcher) or into the first statements of the program's entry module.`,
  symptoms: ["GRPC_ENABLE_FORK_SUPPORT has no effect", "fork support is enabled but the child still hangs"],
  example: {
    before: `import multiprocessing
import os

import grpc
import orders_pb2_grpc

os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"


def ship(order):
    with grpc.insecure_channel("orders:50051") as channel:
        orders_pb2_grpc.OrdersStub(channel).Ship(order)


if __name__ == "__main__":
    multiprocessing.Process(target=ship, args=(b"1",)).start()
`,
    after: `import multiprocessing
import os

os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"

import grpc
import orders_pb2_grpc


def ship(order):
    with grpc.insecure_channel("orders:50051") as channel:
        orders_pb2_grpc.OrdersStub(channel).Ship(order)


if __name__ == "__main__":
    multiprocessing.Process(target=ship, args=(b"1",)).start()
`,
  },
  fixSafety: `The fix moves the setting to the front of the program's entry module. It is safe for a statement of the module itself, and unsafe for one
that a function made: it then holds whether or not that function is called.`,
  versions: "All versions of grpcio; up to 1.7x the core reads the variables a little later than its Python layer.",
  sources: [
    "https://github.com/grpc/grpc/blob/master/doc/fork_support.md",
    "https://github.com/grpc/grpc/issues/41725",
  ],
  ask,
} as const satisfies Rule;

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (observation.kind !== "setting" || observation.importedAt === null) return [];
  const { name, value, at, importedAt } = observation;
  if (name !== FORK_SUPPORT && name !== POLL_STRATEGY) return [];
  if (startsPrograms(names.facts(at.path))) return [];
  return [
    settingFinding(setBy(observation), names, {
      rule: "GFF301",
      severity: "warning",
      message: `${name} is set after gRPC was imported, ${consequence(name, value)}`,
      advice:
        "Set it before anything imports gRPC: first thing in the entry module, or in the environment of the process",
      fork: null,
      trace: [
        { at: importedAt, message: "gRPC is imported, and reads its environment", process: "parent" },
        { at, message: `${name} is set`, process: "parent" },
      ],
    }),
  ];
}

/** What is late: the Python layer reads at import, and so does the core of 1.84; that of 1.51 and 1.71 does so at its first use. */
function consequence(name: string, value: string | null): string {
  const isForPython = name === FORK_SUPPORT && !/^(0|f|false|n|no)$/i.test(value ?? "");
  return isForPython
    ? "which is when it is read: this changes nothing"
    : "which is when it is read, but by the core of older releases, which reads it later: what this changes depends on the version";
}

const STARTERS = new Set(["subprocess", "Popen", "check_call", "execv", "execve", "execvp", "posix_spawn", "spawnv"]);

/** A file that starts other programs may well set the environment for those. */
function startsPrograms(facts: Facts | null): boolean {
  return facts?.scopes.some((scope) => scope.mentions.some((mention) => STARTERS.has(mention))) ?? false;
}
