import { needsPollStrategy } from "../grpcio";
import type { Observation, Setting, Standing } from "../processes/tree";
import type { Finding, ForkSupport } from "../types";
import type { Names, Rule } from "./rule";
import { FORK_SUPPORT, setBy, settingFinding } from "./settings";
import { standingFinding } from "./standing";

export const gff304 = {
  code: "GFF304",
  name: "fork-support-missing",
  severity: "warning",
  precision: "high",
  summary: "gRPC must be up in the parent before the fork, and fork support is not enabled",
  why: `Where a call is under way in the parent when it forks, a channel of the child's own is not enough: only fork support stops gRPC's threads around the fork. With
\`GRPC_ENABLE_FORK_SUPPORT=1\`, set before grpc is imported, and a channel of the child's own 10 of 10 runs were right on grpcio 1.51.1, 1.71.0 and 1.84.0; without it
nearly none.

\`GRPC_ENABLE_FORK_SUPPORT=0\` is worse than nothing: the core's handlers are switched off, and a child of a parent that has so much as created a channel hangs at its first
use of gRPC, always and on every version, its deadline notwithstanding. It is often set to silence a log line, or for programs that only start others.

A library that opens gRPC inside does not let its channel have a subchannel pool of its own. Where the parent is connected by it, a client that the child makes for itself is given
the parent's connection, and fork support is what keeps the two apart.

Only \`1\`, \`true\` and \`yes\`, in any case, switch it on. \`on\`, \`t\`, \`y\` and a blank beside the digit are read as no by gRPC's Python layer; a channel option
\`grpc.enable_fork_support\` belongs to other languages, and a function \`grpc.enable_fork_support()\` does not exist.`,
  symptoms: [
    "the child hangs at its first RPC for ever",
    "Error reading bool from GRPC_ENABLE_FORK_SUPPORT: 'on' is not a bool",
    "AttributeError: module 'grpc' has no attribute 'enable_fork_support'",
  ],
  example: {
    before: `import multiprocessing

import grpc


def count(item):
    with grpc.insecure_channel("prices:50051") as channel:
        print(channel.unary_unary("/shop.Prices/Get")(item))


if __name__ == "__main__":
    stock = grpc.insecure_channel("stock:50051")
    changes = stock.unary_stream("/shop.Stock/Watch")(b"all")
    multiprocessing.Process(target=count, args=(b"tea",)).start()
    for change in changes:
        print(change)
`,
    after: `import multiprocessing
import os

os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "1")

import grpc


def count(item):
    with grpc.insecure_channel("prices:50051") as channel:
        print(channel.unary_unary("/shop.Prices/Get")(item))


if __name__ == "__main__":
    stock = grpc.insecure_channel("stock:50051")
    changes = stock.unary_stream("/shop.Stock/Watch")(b"all")
    multiprocessing.Process(target=count, args=(b"tea",)).start()
    for change in changes:
        print(change)
`,
  },
  fixSafety: `The fixes are unsafe: fork support makes a fork wait for gRPC's threads, up to 5 seconds, and closes the channels that a child inherits on grpcio up to 1.7x. A value
without effect is corrected safely.`,
  versions:
    "Since 1.45.1 the default poll strategy works with fork support; grpcio 1.31 to 1.45.0 need GRPC_POLL_STRATEGY=poll (or epoll1) as well.",
  sources: [
    "https://github.com/grpc/grpc/blob/master/doc/fork_support.md",
    "https://github.com/grpc/grpc/issues/22508",
    "https://github.com/grpc/grpc/issues/41768",
  ],
  ask,
} as const satisfies Rule;

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (observation.kind === "setting") return withoutEffect(observation, names);
  if (observation.kind !== "standing" || observation.child === "nothing") return [];
  if (observation.forkSupport === "off") return switchedOff(observation, names);
  if (isMissing(observation)) return [missing(observation, names)];
  return isSharedByLibrary(observation) ? [sharedByLibrary(observation, names)] : [];
}

const OFF_ENOUGH = new Set<ForkSupport>(["unset", "without-effect"]);

function isMissing({ object, state, forkSupport }: Standing): boolean {
  return object.kind !== "server" && !object.aio && state === "in-flight" && OFF_ENOUGH.has(forkSupport);
}

function missing(standing: Standing, names: Names): Finding {
  return standingFinding("GFF304", "error", standing, names, {
    message: `a call is under way in the parent when ${standing.fork.by} forks a child that uses gRPC, and fork support is not enabled`,
    advice: `Set ${settingsFor(names)} before anything imports grpc, and open a channel of its own in the child`,
  });
}

function settingsFor({ options: { grpcio } }: Names): string {
  if (!needsPollStrategy(grpcio)) return "GRPC_ENABLE_FORK_SUPPORT=1";
  return `GRPC_ENABLE_FORK_SUPPORT=1 and, for grpcio ${grpcio?.version}, GRPC_POLL_STRATEGY=poll`;
}

/** The options of a library's channel cannot be reached, so a child's new one is given the parent's connection. */
function isSharedByLibrary({ object, state, callsLibrary, forkSupport }: Standing): boolean {
  return callsLibrary && !object.aio && state === "warm" && OFF_ENOUGH.has(forkSupport);
}

function sharedByLibrary(standing: Standing, names: Names): Finding {
  const { object, fork } = standing;
  return standingFinding("GFF304", "error", standing, names, {
    message: `the parent is connected by ${object.library} when ${fork.by} forks a child that uses it too, and fork support is not enabled: a new channel of the child would get the parent's connection`,
    advice: `Keep the parent from calling ${object.library} before it forks; or set ${settingsFor(names)} before anything imports grpc, and make the child's client in the child`,
  });
}

/** Blames the setting, not the object: without it the fork may be harmless. */
function switchedOff(standing: Standing, names: Names): readonly Finding[] {
  const { settingAt, fork, object, launch, trace } = standing;
  if (!settingAt) return [];
  const set = { name: FORK_SUPPORT, value: "0", at: settingAt, importedAt: null, entries: launch.entries };
  return [
    settingFinding(set, names, {
      rule: "GFF304",
      severity: "error",
      message: `fork support is switched off, and ${fork.by} forks a child that uses gRPC while the parent has a ${object.kind}: the child hangs`,
      advice:
        "Leave the variable out, or set it to 1; or keep the parent from creating anything of gRPC before it forks",
      fork,
      trace: [{ at: settingAt, message: "fork support is switched off", process: "parent" }, ...trace],
    }),
  ];
}

const MEANINGLESS = "grpc.enable_fork_support";

function withoutEffect(setting: Setting, names: Names): readonly Finding[] {
  const isValue = setting.name === FORK_SUPPORT && setting.isWithoutEffect;
  if (!isValue && setting.name !== MEANINGLESS) return [];
  return [
    settingFinding(setBy(setting), names, {
      rule: "GFF304",
      severity: "warning",
      message: isValue
        ? `GRPC_ENABLE_FORK_SUPPORT=${JSON.stringify(setting.value ?? "")} does not switch fork support on`
        : `${MEANINGLESS} is nothing that grpcio knows: fork support is not switched on by it`,
      advice: 'Set the environment variable to "1" before anything imports grpc',
      fork: null,
      trace: [{ at: setting.at, message: "this is meant to switch fork support on", process: "parent" }],
    }),
  ];
}
