import { readBundle } from "../../../bundle/read-bundle";
import { readJson } from "../../../host/json/read-json";
import { list, object } from "../../../host/json/shape";
import { suggestionOf } from "../../../report/suggestion";
import { type Analysed, analyseRepository } from "../../analysis/analyse-repository";
import type { ReviewRemark } from "../../forge/forge";
import { forkPoint, type Lines, shownLines } from "../../git/changed-lines";
import { fetchCommit, type Head, headOf, type Mirror, openMirror } from "../../git/mirror";
import { filesOf, readFiles } from "../../git/tree";
import { accessTo, GIT_LIMIT } from "../../steps/step";
import { type BotContext, spend } from "../context";
import type { Job } from "../job";
import { remarksIn, remarksMark } from "../marks";
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
  const brought = findingsIn(after).filter(({ fingerprint }) => !before.has(fingerprint));
  const news = await unsaid(context, { name, number }, brought);
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
  const elsewhere = news.filter((_, index) => placed[index] === null);
  const remarks = placed.filter((remark) => remark !== null);
  await forge.review(name, number, bodyOf(elsewhere, news), remarks);
  inbox.remark(name, number, fingerprintsOf(news));
  log("info", "reviewed", where);
}

function findingsIn({ report }: Analysed): readonly Finding[] {
  return readJson(report, "report.json", findings).findings;
}

interface Place {
  readonly name: string;
  readonly number: number;
}

/** The inbox knows what was said, but for a review that was cut off before its answer came: that one is at the forge. */
async function unsaid(
  { forge, inbox }: BotContext,
  { name, number }: Place,
  found: readonly Finding[],
): Promise<readonly Finding[]> {
  const said = inbox.remarked(name, number);
  const left = found.filter(({ fingerprint }) => !said.has(fingerprint));
  if (left.length === 0) return [];
  const ours = await forge.whoAmI();
  const reviews = (await forge.reviews(name, number)).filter(({ author }) => author === ours);
  const there = new Set(reviews.flatMap(({ body }) => remarksIn(body)));
  return left.filter(({ fingerprint }) => !there.has(fingerprint));
}

function fingerprintsOf(found: readonly Finding[]): readonly string[] {
  return found.map(({ fingerprint }) => fingerprint);
}

/** UTF-16 units of a review, which every forge takes. */
const LONGEST = 60_000;

function bodyOf(elsewhere: readonly Finding[], news: readonly Finding[]): string {
  const lines = elsewhere.map(({ rule, path, line: at, message }) => `- \`${path}:${at}\` **${rule}** ${message}`);
  const title = `This brings in ${news.length === 1 ? "a problem" : `${news.length} problems`} with gRPC and fork.`;
  const where = lines.length === 0 ? [] : ["In code that it does not change:", lines.join("\n")];
  const mark = remarksMark(fingerprintsOf(news));
  const text = [title, "`/grpc-fork-fix explain CODE` says what a rule means.", ...where].join("\n\n");
  return `${text.slice(0, Math.max(0, LONGEST - mark.length))}\n\n${mark}\n`;
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
