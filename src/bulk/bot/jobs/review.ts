import { readBundle } from "../../../bundle/read-bundle";
import { readJson } from "../../../host/json/read-json";
import { list, object } from "../../../host/json/shape";
import { suggestionOf } from "../../../report/suggestion";
import { type Analysed, analyseRepository } from "../../analysis/analyse-repository";
import { ForgeError, type ReviewRemark } from "../../forge/forge";
import { forkPoint, type Lines, shownLines } from "../../git/changed-lines";
import { fetchCommit, type Head, headOf, type Mirror, openMirror } from "../../git/mirror";
import { filesOf, readFiles } from "../../git/tree";
import { accessTo, GIT_LIMIT } from "../../steps/step";
import { type BotContext, spend } from "../context";
import type { Job } from "../job";
import { number as line, long, word } from "../webhooks/shapes";
import { isOurs } from "./refresh";

type ReviewJob = Extract<Job, { readonly kind: "review" }>;

const findings = object({
  findings: list(object({ rule: word, path: word, line, message: long, fingerprint: word }), 1_000_000),
});
type Finding = ReturnType<typeof findings>["findings"][number];

/** Remarks on what a pull request brings in, and on nothing that was there before. Each finding is remarked on once. */
export async function review(context: BotContext, { repository: name, number }: ReviewJob): Promise<void> {
  const { forge, inbox, log, ledger, campaign } = context;
  const known = (await ledger.tasks()).find(({ repository }) => repository.name === name);
  const pull = await forge.pullRequest(name, number);
  if (!isOurs(context, known) || pull.state !== "open") return;
  const repository = await forge.repository(name);
  const mirror = await openMirror(context.cache, repository.cloneUrl, GIT_LIMIT, await accessTo(context, repository));
  const onto = await headOf(mirror, pull.base);
  if (onto === null) return;
  const head: Head = pull.head;
  const base = { ...onto, commit: (await forkPoint(mirror, onto, head)) ?? onto.commit };
  const flags = [...campaign.analysis, ...inbox.ignored(name).map((code) => `--ignore=${code}`)];
  const analysed = async (at: Head) => {
    await fetchCommit(mirror, at);
    return analyseRepository({ mirror, head: at, limits: campaign.limits, flags, tool: context.tool });
  };
  const before = new Set(findingsIn(await analysed(base)).map(({ fingerprint }) => fingerprint));
  const after = await analysed(head);
  const said = inbox.remarked(name, number);
  const news = findingsIn(after).filter(({ fingerprint }) => !before.has(fingerprint) && !said.has(fingerprint));
  const where = { repository: name, number, findings: news.length };
  if (news.length === 0 || context.mode === "dry-run") {
    log("info", news.length === 0 ? "nothing to remark on" : "would review", where);
    return;
  }
  const shown = await shownLines(mirror, base.commit, head.commit);
  const offered = await suggestionsIn(mirror, head, after);
  const placed = news.map((finding) =>
    remarkOn(finding, shown.get(finding.path) ?? [], offered.get(finding.fingerprint)),
  );
  await spend(context);
  await sayOnce(context, { name, number }, news, placed);
  log("info", "reviewed", where);
}

function findingsIn({ report }: Analysed): readonly Finding[] {
  return readJson(report, "report.json", findings).findings;
}

/** Remembered before it is said: should the answer get lost, silence is better than saying it twice. */
async function sayOnce(
  { forge, inbox }: BotContext,
  { name, number }: { readonly name: string; readonly number: number },
  news: readonly Finding[],
  placed: readonly (ReviewRemark | null)[],
): Promise<void> {
  const fingerprints = news.map(({ fingerprint }) => fingerprint);
  inbox.remark(name, number, fingerprints);
  try {
    const remarks = placed.filter((remark) => remark !== null);
    await forge.review(
      name,
      number,
      bodyOf(
        news.filter((_, index) => placed[index] === null),
        news.length,
      ),
      remarks,
    );
  } catch (error) {
    const isCertain = error instanceof ForgeError && error.failure.kind !== "unavailable";
    if (isCertain) inbox.unremark(name, number, fingerprints);
    throw error;
  }
}

function bodyOf(elsewhere: readonly Finding[], count: number): string {
  const lines = elsewhere.map(({ rule, path, line: at, message }) => `- \`${path}:${at}\` **${rule}** ${message}`);
  const title = `This brings in ${count === 1 ? "a problem" : `${count} problems`} with gRPC and fork.`;
  const where = lines.length === 0 ? [] : ["In code that it does not change:", lines.join("\n")];
  return [title, ...where, "`/grpc-fork-fix explain CODE` says what a rule means."].join("\n\n");
}

interface Offer extends Lines {
  readonly path: string;
  readonly text: string;
}

/** At the lines of the fix where the reviewer sees all of them, else at the finding; null where not even that is shown. */
function remarkOn(finding: Finding, shown: readonly Lines[], offer: Offer | undefined): ReviewRemark | null {
  const { path, rule, message, line: at } = finding;
  const body = `**${rule}** ${message}`;
  const holds = (first: number, last: number) => shown.some((hunk) => hunk.first <= first && last <= hunk.last);
  if (offer?.path === path && holds(offer.first, offer.last)) {
    return { path, startLine: offer.first, endLine: offer.last, body, suggestion: offer.text };
  }
  return holds(at, at) ? { path, startLine: at, endLine: at, body, suggestion: null } : null;
}

/** By fingerprint, what a fix makes of one file, if it edits no other. The first finding of a fix gets it. */
async function suggestionsIn(mirror: Mirror, head: Head, { bundle }: Analysed): Promise<ReadonlyMap<string, Offer>> {
  const offers = new Map<string, Offer>();
  if (bundle === null) return offers;
  const files = await filesOf(mirror, head.commit);
  for (const { edits, findings: repaired } of readBundle(bundle, "bundle.json").fixes) {
    const [path, ...others] = new Set(edits.map((edit) => edit.path));
    const fingerprint = repaired[0]?.fingerprint;
    const file = files.find((one) => one.path === path);
    if (path === undefined || others.length > 0 || fingerprint === undefined || file === undefined) continue;
    await readFiles(mirror, [file], (_, content) => {
      const before = content.toString("utf8").replace(/^\ufeff/, "");
      // The spans are those of the text; in another encoding they would be elsewhere.
      if (before.includes("\ufffd")) return;
      const last = [...edits].sort((a, b) => b.span.start - a.span.start);
      const after = last.reduce(
        (text, { span, text: now }) => text.slice(0, span.start) + now + text.slice(span.end),
        before,
      );
      offers.set(fingerprint, { path, ...suggestionOf({ before, after }) });
    });
  }
  return offers;
}
