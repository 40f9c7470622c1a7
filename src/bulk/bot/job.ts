/** What a webhook asks for. Plain data that survives JSON: jobs are kept over a restart. */
export type Job =
  /** Their base branches have changed, or they are new: look again, and keep their pull requests current. */
  | { readonly kind: "refresh"; readonly repositories: readonly string[] }
  /** They are no longer ours to look at. */
  | { readonly kind: "leave"; readonly repositories: readonly string[] }
  /** Every repository is due for another look. */
  | { readonly kind: "sweep" }
  /** A pull request of somebody is new, or has new commits. */
  | { readonly kind: "review"; readonly repository: string; readonly number: number }
  /** Somebody has written to the bot. */
  | {
      readonly kind: "command";
      readonly repository: string;
      readonly number: number;
      readonly author: string;
      /** The forge's id of the comment. */
      readonly comment: string;
      readonly command: Command;
    };

/** `/grpc-fork-fix ignore GFF101 GFF102` */
export interface Command {
  readonly word: CommandWord;
  /** Rule codes, in upper case. */
  readonly codes: readonly string[];
}

export const commandWords = ["rebase", "ignore", "unignore", "explain"] as const;
export type CommandWord = (typeof commandWords)[number];

/** Jobs with the same key do the same: one that is done stands for those that came before it began. */
export function keyOf(job: Job): string {
  switch (job.kind) {
    case "sweep":
      return "sweep";
    case "review":
      return `review ${job.repository}#${job.number}`;
    case "command":
      return `command ${job.repository}#${job.number} ${job.comment}`;
    default:
      return `${job.kind} ${job.repositories.join(" ")}`;
  }
}

/** The command in a comment: a line of its own that is not quoted and not code. Null where there is none. */
export function commandIn(comment: string): Command | null {
  let isCode = false;
  for (const line of comment.split(/\r?\n/)) {
    if (/^ {0,3}(?:```|~~~)/.test(line)) isCode = !isCode;
    const [, name, rest = ""] = /^ {0,3}\/grpc-fork-fix[ \t]+([a-z]+)\b(.*)$/i.exec(line) ?? [];
    const word = commandWords.find((one) => one === name?.toLowerCase());
    if (!isCode && word !== undefined) return { word, codes: codesIn(rest) };
  }
  return null;
}

function codesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\bGFF\d{3}\b/gi)].map(([code]) => code.toUpperCase()))];
}
