import { isBelow } from "../grpcio";
import type { Observation } from "../processes/tree";
import type { Finding } from "../types";
import type { Names, Rule } from "./rule";
import { POLL_STRATEGY, setBy, settingFinding } from "./settings";

export const gff302 = {
  code: "GFF302",
  name: "poll-strategy-unsupported",
  severity: "error",
  precision: "very-high",
  summary: "GRPC_POLL_STRATEGY has a value that fork support, or this grpcio, does not take",
  why: `Fork support works with the poll strategies \`epoll1\` and \`poll\` (the core checks it in fork_posix.cc). Other names do not degrade: \`select\`, \`epollsig\`, \`epoll\`,
\`legacy\`, and since grpcio 1.46 \`epollex\`, end the process with "No event engine could be initialized" (tried on 1.51.1, 1.71.0 and 1.84.0). \`none\`
is taken, and aborts at the first blocking call of a client.

Since grpcio 1.45.1 the default is \`epoll1\`, and the variable is not needed at all.`,
  symptoms: [
    "No event engine could be initialized from epollsig",
    "Fork support is only compatible with the epoll1 and poll polling strategies",
  ],
  example: {
    before: `import multiprocessing
import os

os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"
os.environ["GRPC_POLL_STRATEGY"] = "epollsig"

import grpc


def count():
    grpc.insecure_channel("stock:50051").unary_unary("/shop.Stock/Count")(b"tea")


multiprocessing.Process(target=count).start()
`,
    after: `import multiprocessing
import os

os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"
os.environ["GRPC_POLL_STRATEGY"] = "poll"

import grpc


def count():
    grpc.insecure_channel("stock:50051").unary_unary("/shop.Stock/Count")(b"tea")


multiprocessing.Process(target=count).start()
`,
  },
  fixSafety:
    "The fix is safe for names that end the process on every version; for `epollex`, which worked before grpcio 1.46, it is unsafe.",
  versions: "`epollex` was the default on Linux up to grpcio 1.45.0 and is gone since 1.46.",
  sources: [
    "https://github.com/grpc/grpc/blob/master/doc/environment_variables.md",
    "https://github.com/grpc/grpc/pull/29160",
  ],
  ask,
} as const satisfies Rule;

const TAKEN = new Set(["epoll1", "poll", "all"]);

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (observation.kind !== "setting" || observation.name !== POLL_STRATEGY) return [];
  const { value, at } = observation;
  if (value === null || value === "") return [];
  // It was an engine, and the default, up to 1.45.0.
  const isEngine = (name: string) => TAKEN.has(name) || (name === "epollex" && isBelow(names.options.grpcio, "1.45.1"));
  if (value.split(",").some((name) => isEngine(name.trim()))) return [];
  return [
    settingFinding(setBy(observation), names, {
      rule: "GFF302",
      severity: "error",
      message: `GRPC_POLL_STRATEGY=${value} is nothing that fork support works with`,
      advice: "Leave it out (grpcio 1.45.1 and later need none), or set it to epoll1 or poll",
      fork: null,
      trace: [{ at, message: `GRPC_POLL_STRATEGY is set to ${value}`, process: "parent" }],
    }),
  ];
}
