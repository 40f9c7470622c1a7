import type { Observation } from "../processes/tree";
import type { Finding } from "../types";
import { fingerprint } from "./fingerprint";
import type { Names, Rule } from "./rule";

export const gff003 = {
  code: "GFF003",
  name: "unresolved",
  severity: "warning",
  precision: "low",
  summary: "A fork whose child could not be followed, while the parent holds gRPC objects",
  why: `The analysis follows what every child process runs. Where it cannot (the target is computed, taken from a table that is filled
elsewhere, or comes in as an argument), it says so instead of guessing. The finding is a warning and does not by itself make the
exit status 1 (\`--strict\` does).`,
  symptoms: [],
  example: {
    before: `import multiprocessing
import sys

import grpc
import tasks

channel = grpc.insecure_channel("stock:50051")
multiprocessing.Process(target=getattr(tasks, sys.argv[1])).start()
`,
    after: `import multiprocessing
import sys

import grpc
import tasks

TASKS = {"count": tasks.count, "order": tasks.order}

channel = grpc.insecure_channel("stock:50051")
multiprocessing.Process(target=TASKS[sys.argv[1]]).start()
`,
  },
  fixSafety: "There is no fix: look at what the child runs, and name its target plainly.",
  versions: "Does not depend on the version of grpcio or Python.",
  sources: [],
  ask,
} as const satisfies Rule;

function ask(observation: Observation, names: Names): readonly Finding[] {
  if (observation.kind !== "unfollowed") return [];
  const { fork, objects, what } = observation;
  const [first] = objects;
  const created = first?.creation.at(-1);
  if (!first || !created) return [];
  return [
    {
      rule: "GFF003",
      severity: "warning",
      message: `${what} could not be followed, and the parent holds a gRPC ${first.kind} (made by ${first.maker}) at the fork`,
      advice: "Check by hand that the child does not use it, and name the target plainly so that it can be followed",
      at: fork.at,
      fork,
      trace: [
        { at: created, message: `the ${first.kind} is created: ${first.maker}`, process: "parent" },
        { at: fork.at, message: `the fork: ${fork.by}, with a target that could not be followed`, process: "parent" },
      ],
      fingerprint: fingerprint(names, ["GFF003", fork.by], [fork.at]),
      evidence: null,
    },
  ];
}
