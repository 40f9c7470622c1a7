/**
 * A forge on the loopback: the parts of GitHub's API that a campaign needs, over a state that tests can look at, and real
 * git over HTTP. It asks for the token, and refuses what GitHub refuses. Faults are planned beforehand.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ForgeSettings } from "../types";
import { serveGit } from "./git-server.test-data";

/** What goes wrong, instead of the answer or (`reset`, `cut`) after the work was done. */
export type Fault =
  | "secondary"
  | "secondary-without-hint"
  | "too-many"
  | "bad-gateway"
  | "expired"
  | "cut"
  | "reset"
  | "silent";

export interface PlannedFault {
  /** The next request that it fits has the fault: `POST /repos/acme/shop/pulls`. */
  readonly on: RegExp;
  readonly fault: Fault;
}

export interface LocalPull {
  readonly number: number;
  state: "open" | "closed";
  merged: boolean;
  title: string;
  body: string;
  readonly draft: boolean;
  readonly head: string;
  readonly base: string;
  readonly labels: string[];
  readonly comments: { readonly id: number; readonly author: string; readonly body: string }[];
  readonly reviews: unknown[];
  /** While it is closed. */
  sha: string | null;
  closedBy: string | null;
}

export interface LocalForge {
  readonly settings: ForgeSettings;
  /** `/path/to/acme/shop.git` */
  readonly folderOf: (repository: string) => string;
  /** Makes a repository; its branch `main` holds what is pushed to it. */
  readonly add: (repository: string, flags?: { readonly archived?: boolean; readonly fork?: boolean }) => void;
  readonly pulls: (repository: string) => readonly LocalPull[];
  /** A person (or the bot) closes or merges. */
  readonly close: (repository: string, number: number, by: string, merged?: boolean) => void;
  readonly comment: (repository: string, number: number, author: string, body: string) => void;
  readonly faults: PlannedFault[];
  /** `POST /repos/acme/shop/pulls`, in order. */
  readonly requests: readonly string[];
  readonly stop: () => Promise<void>;
}

export const token = "ghp_local";
export const bot = "robot";
export const writer = "ann";

interface Stored {
  readonly archived: boolean;
  readonly fork: boolean;
  readonly pulls: LocalPull[];
}

type Answer = readonly [status: number, content: unknown, headers?: Readonly<Record<string, string>>];

/** Starts a forge on a free port. `identity` names the environment variable that holds {@link token}. */
export async function startForge(): Promise<LocalForge> {
  const folder = mkdtempSync(join(tmpdir(), "forge-"));
  const stored = new Map<string, Stored>();
  const faults: PlannedFault[] = [];
  const requests: string[] = [];
  const server = createServer((request, response) => {
    serve({ folder, stored, faults, requests, origin: originOf(server) }, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = originOf(server);
  const folderOf = (name: string) => join(folder, `${name}.git`);
  const pullOf = (name: string, number: number) => {
    const pull = stored.get(name)?.pulls.find((one) => one.number === number);
    if (pull === undefined) throw new Error(`there is no pull request ${name}#${number}`);
    return pull;
  };
  return {
    settings: {
      kind: "github",
      api: `${origin}/api`,
      git: `${origin}/git`,
      identity: { kind: "token", variable: "FORGE_TOKEN" },
    },
    folderOf,
    add: (name, { archived = false, fork = false } = {}) => {
      mkdirSync(dirname(folderOf(name)), { recursive: true });
      git(folder, "init", "--quiet", "--bare", "--initial-branch=main", folderOf(name));
      git(folderOf(name), "config", "uploadpack.allowAnySHA1InWant", "true");
      stored.set(name, { archived, fork, pulls: [] });
    },
    pulls: (name) => stored.get(name)?.pulls ?? [],
    close: (name, number, by, merged = false) => {
      const pull = pullOf(name, number);
      Object.assign(pull, { state: "closed", merged, closedBy: by, sha: headOf(folderOf(name), pull.head) });
    },
    comment: (name, number, author, body) => {
      const { comments } = pullOf(name, number);
      comments.push({ id: comments.length + 1, author, body });
    },
    faults,
    requests,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface World {
  readonly folder: string;
  readonly stored: ReadonlyMap<string, Stored>;
  readonly faults: PlannedFault[];
  readonly requests: string[];
  readonly origin: string;
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function serve(world: World, request: IncomingMessage, response: ServerResponse): void {
  const url = request.url ?? "/";
  if (url.startsWith("/git/")) {
    const expected = `Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
    if (request.headers.authorization === expected) {
      serveGit(world.folder, url.slice("/git".length), request, response);
      return;
    }
    response.writeHead(401, { "www-authenticate": "Basic" }).end();
    return;
  }
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  request.once("end", () =>
    answer(world, request, url.slice("/api".length), Buffer.concat(pieces).toString(), response),
  );
}

function answer(world: World, request: IncomingMessage, url: string, text: string, response: ServerResponse): void {
  const { method = "GET" } = request;
  const target = new URL(url, world.origin);
  const line = `${method} ${target.pathname}`;
  world.requests.push(line);
  const index = world.faults.findIndex(({ on }) => on.test(line));
  const fault = index < 0 ? undefined : world.faults.splice(index, 1)[0]?.fault;
  if (fault === "silent") return;
  const refused = fault && refusals[fault];
  if (refused) {
    send(response, refused());
    return;
  }
  if (request.headers.authorization !== `Bearer ${token}`) {
    send(response, [401, { message: "Bad credentials" }]);
    return;
  }
  const found = route(world, method, target, text === "" ? null : JSON.parse(text));
  if (fault === "reset") response.destroy();
  else if (fault === "cut") cutShort(response, found);
  else send(response, found);
}

/** https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api */
const refusals: Readonly<Partial<Record<Fault, () => Answer>>> = {
  secondary: () => [403, { message: "You have exceeded a secondary rate limit." }, { "retry-after": "1" }],
  "secondary-without-hint": () => [403, { message: "You have exceeded a secondary rate limit." }],
  "too-many": () => [
    429,
    { message: "API rate limit exceeded" },
    { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Math.ceil(Date.now() / 1000) + 1) },
  ],
  "bad-gateway": () => [502, "<html>Unicorn!</html>"],
  expired: () => [401, { message: "Bad credentials" }],
};

function send(response: ServerResponse, [status, content, headers = {}]: Answer): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(content === null ? "" : typeof content === "string" ? content : JSON.stringify(content));
}

function cutShort(response: ServerResponse, [status, content]: Answer): void {
  const text = JSON.stringify(content);
  response.writeHead(status, { "content-length": String(text.length) });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

const MISSING: Answer = [404, { message: "Not Found" }];

function route(world: World, method: string, { pathname, searchParams }: URL, body: Body): Answer {
  if (pathname === "/user") return [200, { login: bot }];
  if (pathname === "/search/repositories") return [200, { items: described(world, "") }];
  const organisation = /^\/orgs\/([^/]+)\/repos$/.exec(pathname)?.[1];
  if (organisation !== undefined) return [200, described(world, `${organisation}/`)];
  const [, name = "", rest = ""] = /^\/repos\/([^/]+\/[^/]+)(.*)$/.exec(pathname) ?? [];
  const stored = world.stored.get(name);
  if (stored === undefined) return MISSING;
  if (rest === "") return [200, repositoryOf(world, name)];
  const at = { world, name, stored };
  return refs(at, rest) ?? pulls(at, method, rest, searchParams, body) ?? onePull(at, method, rest, body) ?? MISSING;
}

type Body = Readonly<Record<string, unknown>> | null;

interface At {
  readonly world: World;
  readonly name: string;
  readonly stored: Stored;
}

function refs({ world, name }: At, rest: string): Answer | null {
  const login = /^\/collaborators\/([^/]+)\/permission$/.exec(rest)?.[1];
  if (login !== undefined) return [200, { permission: login === writer || login === bot ? "write" : "read" }];
  const branch = /^\/git\/ref\/heads\/(.+)$/.exec(rest)?.[1];
  if (branch === undefined) return null;
  const sha = headOf(join(world.folder, `${name}.git`), branch);
  return sha === null ? MISSING : [200, { ref: `refs/heads/${branch}`, object: { sha, type: "commit" } }];
}

function pulls(at: At, method: string, rest: string, query: URLSearchParams, body: Body): Answer | null {
  if (rest !== "/pulls") return null;
  const { stored, world, name } = at;
  if (method === "POST") return opened(at, body ?? {});
  const head = query.get("head")?.split(":")[1];
  const state = query.get("state") ?? "open";
  const chosen = stored.pulls.filter(
    (pull) => (head === undefined || pull.head === head) && (state === "all" || pull.state === state),
  );
  return [200, chosen.reverse().map((pull) => pullJson(world, name, pull))];
}

/** https://docs.github.com/en/rest/pulls/pulls#create-a-pull-request */
function opened({ world, name, stored }: At, body: Exclude<Body, null>): Answer {
  const { title, head, base, draft = false } = body;
  if (typeof title !== "string" || title === "" || typeof head !== "string" || typeof base !== "string") {
    return [422, { message: "Validation Failed", errors: [{ code: "missing_field" }] }];
  }
  const folder = join(world.folder, `${name}.git`);
  const [from, onto] = [headOf(folder, head), headOf(folder, base)];
  if (from === null || onto === null) return [422, { message: "Validation Failed", errors: [{ code: "invalid" }] }];
  if (from === onto) return [422, { message: `No commits between ${base} and ${head}` }];
  if (stored.pulls.some((pull) => pull.head === head && pull.state === "open")) {
    const message = `A pull request already exists for ${name.split("/")[0]}:${head}.`;
    return [422, { message: "Validation Failed", errors: [{ message }] }];
  }
  const pull: LocalPull = {
    number: stored.pulls.length + 1,
    state: "open",
    merged: false,
    title,
    body: String(body.body ?? ""),
    draft: draft === true,
    head,
    base,
    labels: [],
    comments: [],
    reviews: [],
    sha: null,
    closedBy: null,
  };
  stored.pulls.push(pull);
  return [201, pullJson(world, name, pull)];
}

function onePull({ world, name, stored }: At, method: string, rest: string, body: Body): Answer | null {
  const [, number, what = ""] = /^\/(?:pulls|issues)\/(\d+)(\/\w+)?$/.exec(rest) ?? [];
  const pull = stored.pulls.find((one) => one.number === Number(number));
  if (pull === undefined) return null;
  if (method === "PATCH") {
    const { title, body: text, state } = body ?? {};
    if (typeof title === "string") pull.title = title;
    if (typeof text === "string") pull.body = text;
    if (state === "closed") {
      Object.assign(pull, { state, closedBy: bot, sha: headOf(join(world.folder, `${name}.git`), pull.head) });
    }
    return [200, pullJson(world, name, pull)];
  }
  if (what === "/labels") {
    pull.labels.push(...((body?.labels as string[] | undefined) ?? []));
    return [200, pull.labels.map((label) => ({ name: label }))];
  }
  if (what === "/reviews") {
    pull.reviews.push(body);
    return [200, { id: pull.reviews.length }];
  }
  if (what === "/comments") return comments(pull, method, body);
  if (what === "/commits") return [200, commitsOf(join(world.folder, `${name}.git`), pull)];
  if (what !== "") return null;
  const closer = pull.closedBy === null ? null : { login: pull.closedBy };
  return [200, { ...pullJson(world, name, pull), closed_by: closer }];
}

function comments(pull: LocalPull, method: string, body: Body): Answer {
  const json = ({ id, author, body: text }: LocalPull["comments"][number]) => ({
    id,
    user: { login: author },
    body: text,
  });
  if (method === "GET") return [200, pull.comments.map(json)];
  const comment = { id: pull.comments.length + 1, author: bot, body: String(body?.body ?? "") };
  pull.comments.push(comment);
  return [201, json(comment)];
}

function commitsOf(folder: string, { base, head }: LocalPull) {
  const lines = git(folder, "log", "--reverse", "--format=%H %ae %ce", `${base}..${head}`).split("\n");
  return lines.filter(Boolean).map((line) => {
    const [sha, author, committer] = line.split(" ");
    return { sha, commit: { author: { email: author }, committer: { email: committer } } };
  });
}

function described(world: World, prefix: string) {
  return [...world.stored.keys()].filter((name) => name.startsWith(prefix)).map((name) => repositoryOf(world, name));
}

function repositoryOf({ origin, stored }: World, name: string) {
  const { archived = false, fork = false } = stored.get(name) ?? {};
  return { full_name: name, clone_url: `${origin}/git/${name}.git`, default_branch: "main", archived, fork };
}

function pullJson({ origin, folder }: World, name: string, pull: LocalPull) {
  return {
    number: pull.number,
    html_url: `${origin}/${name}/pull/${pull.number}`,
    state: pull.state,
    title: pull.title,
    body: pull.body,
    draft: pull.draft,
    labels: pull.labels.map((label) => ({ name: label })),
    merged_at: pull.merged ? "2026-01-01T00:00:00Z" : null,
    head: { ref: pull.head, sha: pull.sha ?? headOf(join(folder, `${name}.git`), pull.head) ?? "" },
    base: { ref: pull.base },
  };
}

function headOf(folder: string, branch: string): string | null {
  try {
    return git(folder, "rev-parse", "--verify", "--quiet", `refs/heads/${branch}`).trim();
  } catch {
    return null;
  }
}

function git(folder: string, ...args: string[]): string {
  return execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}
