/** What the local forges have in common, whatever API they speak: a state that tests can look at, and git repositories. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** What goes wrong, instead of the answer or (`reset`, `cut`, `slow`, `lost`) after the work was done. */
export type Fault =
  /** Too much at once, with the time to wait, and without. */
  | "secondary"
  | "secondary-without-hint"
  /** Too much in all, with the moment when it may go on. */
  | "too-many"
  | "bad-gateway"
  | "expired"
  | "cut"
  | "reset"
  /** No answer at all, and nothing done; no answer to what was done. */
  | "silent"
  | "mute"
  /** The answer comes byte by byte, and never to its end. */
  | "slow"
  /** What was created is not in the next list, as on a forge whose lists lag behind: only a second try is told that it exists. */
  | "lost"
  /** A list as it was before. */
  | "stale";

export interface PlannedFault {
  /** The next request that it fits has the fault: `POST /repos/acme/shop/pulls`. */
  readonly on: RegExp;
  readonly fault: Fault;
}

/** A review, or on GitLab a remark at a line. */
export interface SentReview {
  readonly body?: string;
  readonly [key: string]: unknown;
}

export interface LocalPull {
  readonly number: number;
  state: "open" | "closed";
  merged: boolean;
  /** Without the mark of a draft that some forges have there. */
  title: string;
  body: string;
  draft: boolean;
  readonly head: string;
  readonly base: string;
  /** The owner of the fork that it comes from. */
  readonly fork: string | null;
  readonly labels: string[];
  readonly comments: { readonly id: number; readonly author: string; readonly body: string }[];
  /** As they were sent. */
  readonly reviews: SentReview[];
  /** While it is closed. */
  sha: string | null;
  closedBy: string | null;
}

/** The token that is let in, who has it, and people who may and may not write. */
export const token = "ghp_local";
export const bot = "robot";
export const writer = "ann";
export const reader = "ron";

export interface Stored {
  readonly archived: boolean;
  readonly fork: boolean;
  readonly pulls: LocalPull[];
  /** What forges that number their labels know of; the number is the place, from 1. */
  readonly labels: string[];
}

export interface World {
  readonly folder: string;
  readonly stored: ReadonlyMap<string, Stored>;
  readonly faults: PlannedFault[];
  readonly requests: string[];
  /** Told of each request that was let in, when it is done. */
  readonly done: (line: string) => void;
  readonly origin: string;
}

export type Body = Readonly<Record<string, unknown>>;

export interface Asked {
  readonly method: string;
  /** Below the API, and still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Empty where nothing was sent. */
  readonly body: Body;
}

export type Answer = readonly [status: number, content: unknown, headers?: Readonly<Record<string, string>>];

/** How a kind of forge speaks. */
export interface Dialect {
  /** `/api/v3`: below the origin. */
  readonly api: string;
  /** The header `Authorization` that is asked for. */
  readonly authorization: string;
  /** Whose name git gives together with the token. */
  readonly gitUser: string;
  readonly refusals: Readonly<Partial<Record<Fault, () => Answer>>>;
  readonly answer: (world: World, asked: Asked) => Answer;
}

/** A repository that is asked about. */
export interface At {
  readonly world: World;
  readonly name: string;
  readonly stored: Stored;
  /** Of the bare repository. */
  readonly folder: string;
}

export function placeOf(world: World, name: string): At | null {
  const stored = world.stored.get(name);
  return stored === undefined ? null : { world, name, stored, folder: join(world.folder, `${name}.git`) };
}

export function namesBelow(world: World, prefix: string): readonly string[] {
  return [...world.stored.keys()].filter((name) => name.startsWith(prefix));
}

/** More items at a time are never given, so that what comes in pages is seen to. */
const MOST = 2;

/** @param base where the link to the next page begins. Forges build it from how they are set up, and not from the request. */
export function paged(base: string, { path, query }: Asked, items: readonly unknown[]): Answer {
  const page = Number(query.get("page") ?? "1");
  const rest = items.slice((page - 1) * MOST);
  if (rest.length <= MOST) return [200, rest];
  const next = new URLSearchParams(query);
  next.set("page", String(page + 1));
  return [200, rest.slice(0, MOST), { link: `<${base}${path}?${next}>; rel="next"` }];
}

export function isOpenFrom({ stored }: At, head: string): boolean {
  return stored.pulls.some((pull) => pull.fork === null && pull.head === head && pull.state === "open");
}

type NewPull = Pick<LocalPull, "title" | "body" | "draft" | "head" | "base"> & Partial<Pick<LocalPull, "fork" | "sha">>;

export function addPull({ stored }: At, pull: NewPull): LocalPull {
  const added: LocalPull = {
    number: stored.pulls.length + 1,
    state: "open",
    merged: false,
    fork: null,
    labels: [],
    comments: [],
    reviews: [],
    sha: null,
    closedBy: null,
    ...pull,
  };
  stored.pulls.push(added);
  return added;
}

export function closePull({ folder }: At, pull: LocalPull, by: string, merged = false): void {
  Object.assign(pull, { state: "closed", merged, closedBy: by, sha: headOf(folder, pull.head) });
}

export function addComment({ comments }: LocalPull, author: string, body: string): LocalPull["comments"][number] {
  const comment = { id: comments.length + 1, author, body };
  comments.push(comment);
  return comment;
}

/** The texts of reviews, as comments. */
export function reviewsOf({ reviews }: LocalPull): LocalPull["comments"] {
  return reviews.map(({ body = "" }, index) => ({ id: index + 1, author: bot, body }));
}

/** Adds those that it has not. */
export function addLabels({ labels }: LocalPull, more: readonly string[]): void {
  labels.push(...more.filter((label) => !labels.includes(label)));
}

/** The commit that a pull request is at. */
export function shaOf({ folder }: At, { sha, head }: LocalPull): string {
  return sha ?? headOf(folder, head) ?? "";
}

/** Oldest first. */
export function commitsOf(at: At, pull: LocalPull) {
  const lines = git(at.folder, "log", "--reverse", "--format=%H %ae %ce", `${pull.base}..${shaOf(at, pull)}`);
  return lines
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [sha = "", author = "", committer = ""] = line.split(" ");
      return { sha, author, committer };
    });
}

export function headOf(folder: string, branch: string): string | null {
  try {
    return git(folder, "rev-parse", "--verify", "--quiet", `refs/heads/${branch}`).trim();
  } catch {
    return null;
  }
}

export function git(folder: string, ...args: string[]): string {
  return execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}
