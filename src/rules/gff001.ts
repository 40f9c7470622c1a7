import type { Rule } from "./rule";

/** Reported by the `suppress` stage, which knows what every suppression silenced. */
export const gff001 = {
  code: "GFF001",
  name: "unused-suppression",
  severity: "warning",
  precision: "very-high",
  summary: "A suppression comment that suppresses nothing",
  why: `A \`# noqa: GFF101\` or \`# grpc-fork-fix: ignore[GFF101]\` outlives the problem that it silenced and then hides the next
one. A suppression is reported when its code is selected and no finding of that code is on its line (or in its file, for
\`ignore-file\`).`,
  symptoms: [],
  example: {
    before: `import multiprocessing

import grpc


def count():
    channel = grpc.insecure_channel("stock:50051")  # noqa: GFF101
    channel.unary_unary("/shop.Stock/Count")(b"")


multiprocessing.Process(target=count).start()
`,
    after: `import multiprocessing

import grpc


def count():
    channel = grpc.insecure_channel("stock:50051")
    channel.unary_unary("/shop.Stock/Count")(b"")


multiprocessing.Process(target=count).start()
`,
  },
  fixSafety: "Removing the comment changes no behaviour: the fix is safe.",
  versions: "Does not depend on the version of grpcio or Python.",
  sources: [],
} as const satisfies Rule;
