import { type BotContext, Postponed, spend } from "../context";
import type { Command, Job } from "../job";
import { answerMark } from "../marks";
import { refresh } from "./refresh";

type CommandJob = Extract<Job, { readonly kind: "command" }>;

/** Milliseconds until a repository that is held is tried again. */
const PAUSE = 30_000;
/** UTF-16 units of an answer, which every forge takes. */
const LONGEST = 60_000;

/** Does what a person asks for in a comment, if they may write to the repository, and answers there. */
export async function obey(context: BotContext, job: CommandJob): Promise<void> {
  const { forge, log, mode } = context;
  const { repository, number, author, command } = job;
  const where = { repository, number };
  // An answer of ours may quote a command.
  if (author === (await forge.whoAmI())) return;
  if (!(await forge.mayWrite(repository, author))) {
    log("info", "a command of somebody who may not write there", where);
    return;
  }
  if (mode === "dry-run") {
    log("info", `would obey ${command.word}`, where);
    return;
  }
  const mark = answerMark(job.comment);
  const ours = await forge.whoAmI();
  const comments = await forge.comments(repository, number);
  if (comments.some((comment) => comment.author === ours && comment.body.includes(mark))) {
    log("info", `has answered ${command.word} before`, where);
    return;
  }
  const text = await answerTo(context, job);
  await spend(context);
  await forge.comment(repository, number, `${text.slice(0, LONGEST).trimEnd()}\n\n${mark}\n`);
  log("info", `obeyed ${command.word}`, where);
}

function answerTo(context: BotContext, job: CommandJob): Promise<string> | string {
  const { codes, word } = job.command;
  const unknown = codes.filter((code) => context.explain(code) === null);
  if (unknown.length > 0) return `There is no rule ${unknown.join(", ")}.`;
  switch (word) {
    case "rebase":
      return rebase(context, job);
    case "explain":
      return explain(context, job);
    case "ignore":
    case "unignore":
      return heed(context, job.repository, { word, codes });
  }
}

/** Forgets what was pushed: the next look puts the repair on top of the base branch as it is then. */
async function rebase({ ledger, now }: BotContext, { repository, number }: CommandJob): Promise<string> {
  const task = (await ledger.tasks()).find((one) => one.repository.name === repository);
  if (task === undefined || task.pullRequest?.number !== number) return "This pull request is not mine to rebase.";
  const isFree = await ledger.set(repository, { state: "planned", head: null });
  if (!isFree) throw new Postponed(now() + PAUSE, "somebody is at it");
  return (
    "It is analysed again, and put on top of its base branch if something is left to repair. " +
    "If somebody else has closed this or committed to its branch, it stays as it is."
  );
}

async function heed(context: BotContext, repository: string, { word, codes }: Command): Promise<string> {
  if (codes.length === 0) {
    return `Name a rule: \`/grpc-fork-fix ${word} GFF101\`. To be left alone altogether, close my pull request.`;
  }
  context.inbox[word === "ignore" ? "ignore" : "unignore"](repository, codes);
  await refresh(context, [repository]);
  const named = codes.join(", ");
  return word === "ignore"
    ? `From now on ${named} is ignored in this repository. \`/grpc-fork-fix unignore ${named}\` takes it back.`
    : `From now on ${named} counts in this repository again.`;
}

/** Of the rules that are named, or else of those that the pull request is about. */
async function explain(
  { explain: page, forge }: BotContext,
  { repository, number, command }: CommandJob,
): Promise<string> {
  const inText = async () => (await forge.pullRequest(repository, number)).body.match(/\bGFF\d{3}\b/g) ?? [];
  const codes = command.codes.length > 0 ? command.codes : [...new Set(await inText())].sort();
  const pages = codes.flatMap((code) => page(code) ?? []);
  return pages.length === 0 ? "Name a rule: `/grpc-fork-fix explain GFF101`." : pages.join("\n---\n\n");
}
