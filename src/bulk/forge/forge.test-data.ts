/**
 * A forge on the loopback: the parts of an API that a campaign needs, over a state that tests can look at, and real git
 * over HTTP. It asks for the token, and refuses what a forge of its kind refuses. Faults are planned beforehand.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ForgeKind, ForgeSettings } from "../types";
import { gitea } from "./forge-gitea.test-data";
import { github } from "./forge-github.test-data";
import { gitlab } from "./forge-gitlab.test-data";
import { serveGit } from "./git-server.test-data";
import {
  type Answer,
  type At,
  addComment,
  addPull,
  closePull,
  type Dialect,
  git,
  headOf,
  type LocalPull,
  type PlannedFault,
  placeOf,
  type Stored,
  token,
  type World,
} from "./local-forge.test-data";

export {
  bot,
  type Fault,
  type LocalPull,
  type PlannedFault,
  reader,
  token,
  writer,
} from "./local-forge.test-data";

export interface LocalForge {
  readonly settings: ForgeSettings;
  /** `/path/to/acme/shop.git` */
  readonly folderOf: (repository: string) => string;
  /** Makes a repository; its branch `main` holds what is pushed to it. */
  readonly add: (repository: string, flags?: { readonly archived?: boolean; readonly fork?: boolean }) => void;
  readonly pulls: (repository: string) => readonly LocalPull[];
  /** A person (or the bot) closes or merges. */
  readonly close: (repository: string, number: number, by: string, merged?: boolean) => void;
  /** A stranger opens one from a branch of that name in a fork of theirs. */
  readonly openFromFork: (repository: string, owner: string, branch: string, body: string) => void;
  /** A person opens one from a branch to `main`; gives its number. */
  readonly openFromBranch: (repository: string, branch: string) => number;
  readonly comment: (repository: string, number: number, author: string, body: string) => void;
  readonly faults: PlannedFault[];
  /** `POST /repos/acme/shop/pulls`, in order; GitLab's are `POST /projects/acme%2Fshop/merge_requests`. */
  readonly requests: readonly string[];
  /** Resolves when the next such request has come, and was done as far as it ever will be. */
  readonly reached: (on: RegExp) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const dialects: Readonly<Record<ForgeKind, Dialect>> = { github, gitlab, gitea };

/** Starts a forge on a free port. `identity` names the environment variable that holds {@link token}. */
export async function startForge(kind: ForgeKind = "github"): Promise<LocalForge> {
  const folder = mkdtempSync(join(tmpdir(), "forge-"));
  const stored = new Map<string, Stored>();
  const faults: PlannedFault[] = [];
  const requests: string[] = [];
  const watchers = new Set<(line: string) => void>();
  const done = (line: string) => watchers.forEach((watch) => void watch(line));
  const world = (origin = originOf(server)) => ({ folder, stored, faults, requests, done, origin });
  const server = createServer((request, response) =>
    serve(world(`http://${request.headers.host}`), dialects[kind], request, response),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = originOf(server);
  const folderOf = (name: string) => join(folder, `${name}.git`);
  const atPull = (name: string, number: number) => pullAt(world(), name, number);
  return {
    settings: {
      kind,
      api: origin + dialects[kind].api,
      git: `${origin}/git`,
      identity: { kind: "token", variable: "FORGE_TOKEN" },
    },
    folderOf,
    add: (name, { archived = false, fork = false } = {}) => {
      mkdirSync(dirname(folderOf(name)), { recursive: true });
      git(folder, "init", "--quiet", "--bare", "--template=", "--initial-branch=main", folderOf(name));
      git(folderOf(name), "config", "uploadpack.allowAnySHA1InWant", "true");
      stored.set(name, { archived, fork, pulls: [], labels: [] });
    },
    pulls: (name) => stored.get(name)?.pulls ?? [],
    close: (name, number, by, merged = false) => {
      const [at, pull] = atPull(name, number);
      closePull(at, pull, by, merged);
    },
    openFromFork: (name, owner, branch, body) => {
      const at = placeOf(world(), name);
      if (at === null) throw new Error(`there is no repository ${name}`);
      const sha = headOf(at.folder, "main");
      addPull(at, { title: "From a fork", body, draft: false, head: branch, base: "main", fork: owner, sha });
    },
    openFromBranch: (name, head) => {
      const at = placeOf(world(), name);
      if (at === null) throw new Error(`there is no repository ${name}`);
      return addPull(at, { title: "More", body: "", draft: false, head, base: "main" }).number;
    },
    comment: (name, number, author, body) => {
      addComment(atPull(name, number)[1], author, body);
    },
    faults,
    requests,
    reached: (on) =>
      new Promise((resolve) => {
        const watch = (line: string) => {
          if (on.test(line) && watchers.delete(watch)) resolve();
        };
        watchers.add(watch);
      }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function exactly(line: string): RegExp {
  return new RegExp(`^${line.replace(/[^\w/ ]/g, "\\$&")}$`);
}

function pullAt(world: World, name: string, number: number): readonly [At, LocalPull] {
  const at = placeOf(world, name);
  const pull = at?.stored.pulls.find((one) => one.number === number);
  if (at === null || pull === undefined) throw new Error(`there is no pull request ${name}#${number}`);
  return [at, pull];
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function serve(world: World, dialect: Dialect, request: IncomingMessage, response: ServerResponse): void {
  const url = request.url ?? "/";
  if (url.startsWith("/git/")) {
    const expected = `Basic ${Buffer.from(`${dialect.gitUser}:${token}`).toString("base64")}`;
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
    answer(world, dialect, request, url.slice(dialect.api.length), Buffer.concat(pieces).toString(), response),
  );
}

function answer(
  world: World,
  dialect: Dialect,
  request: IncomingMessage,
  url: string,
  text: string,
  response: ServerResponse,
): void {
  const { method = "GET" } = request;
  const { pathname: path, searchParams: query } = new URL(url, world.origin);
  const line = `${method} ${path}`;
  world.requests.push(line);
  const index = world.faults.findIndex(({ on }) => on.test(line));
  const fault = index < 0 ? undefined : world.faults.splice(index, 1)[0]?.fault;
  if (fault === "silent") {
    world.done(line);
    return;
  }
  const refused = fault && dialect.refusals[fault];
  if (refused) {
    send(response, refused());
    return;
  }
  if (request.headers.authorization !== dialect.authorization) {
    send(response, dialect.refusals.expired?.() ?? [401, null]);
    return;
  }
  const found = dialect.answer(world, { method, path, query, body: text === "" ? {} : JSON.parse(text) });
  world.done(line);
  if (fault === "mute") return;
  if (fault === "lost" && found[0] === 201) world.faults.unshift({ on: exactly(`GET ${path}`), fault: "stale" });
  if (fault === "reset" || fault === "lost") response.destroy();
  else if (fault === "cut") cutShort(response, found);
  else if (fault === "slow") trickle(response, found);
  else if (fault === "stale") send(response, [200, []]);
  else send(response, found);
}

function send(response: ServerResponse, [status, content, headers = {}]: Answer): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(content === null ? "" : typeof content === "string" ? content : JSON.stringify(content));
}

/** One byte at a time, and the last one never: only whoever waits can end it. */
function trickle(response: ServerResponse, [status, content]: Answer): void {
  const text = JSON.stringify(content);
  response.writeHead(status, { "content-length": String(text.length + 1) });
  let sent = 0;
  const timer = setInterval(() => response.write(text[sent++] ?? " "), 50);
  response.once("close", () => clearInterval(timer));
}

function cutShort(response: ServerResponse, [status, content]: Answer): void {
  const text = JSON.stringify(content);
  response.writeHead(status, { "content-length": String(text.length) });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}
