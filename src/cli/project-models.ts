import type { RuleCode, UserModels } from "../types";

/** Rules about what a forked child inherits, or does beside its parent. */
const aboutForks = /^GFF(?:1|20[12356]|30[34])/;

/** Rules about a client that comes from a call; one of grpc.aio is a matter of its own. */
const aboutClients = { sync: /^GFF(?:104|105|30[34])$/, aio: /^GFF106$/ };

const aboutHandingOver = /^GFF10[1256]$/;

const opens = {
  eager: "is open at once",
  lazy: "opens at its first call",
  warm: "is connected at once",
} as const;

/** What a project has said that counts for a rule, in Markdown; empty where nothing does. `source` is where it stands. */
export function projectModels(code: RuleCode, models: UserModels | undefined, source: string | null): string {
  const lines = models === undefined ? [] : linesOf(code, models);
  if (lines.length === 0) return "";
  return [`What \`models\` in ${source} says counts, too:`, "", ...lines.map((line) => `- ${line}`)].join("\n");
}

function linesOf(code: RuleCode, { opensGrpc, forks, guards }: UserModels): readonly string[] {
  const clients = opensGrpc.filter(({ aio }) => aboutClients[aio ? "aio" : "sync"].test(code));
  return [
    ...clients.map((one) => `\`${one.name}\` gives a client that ${opens[one.opens]}`),
    ...(aboutForks.test(code) ? forks : []).map(({ name, when }) =>
      when === "call" ? `\`${name}\` forks` : `\`${name}\` forks at \`start()\``,
    ),
    ...(aboutHandingOver.test(code) ? guards : []).map((name) => `\`${name}\` uses nothing that it is given`),
  ];
}
