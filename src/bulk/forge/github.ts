/** GitHub and GitHub Enterprise: https://docs.github.com/en/rest, version 2022-11-28. */
import { list, nullable, object, oneOf, type Shape, text, whole } from "../../host/json/shape";
import type { PullRequest, Repository } from "../types";
import { type Forge, ForgeError, type NewPullRequest, type ReviewRemark } from "./forge";
import { type Classify, type Http, type HttpCall, linkedPage, retryAfter } from "./http";
import { optional, read, truth } from "./read";

/** Who we are to GitHub. */
export interface GitHubIdentity {
  /** `octocat`, or `our-app[bot]`. */
  readonly login: () => Promise<string>;
  /** A token that may do something in a repository; null for nobody. */
  readonly token: (repository: string) => Promise<string | null>;
}

const SHORT = 1_000;
/** GitHub takes 65,536 characters; what others wrote may be counted otherwise. */
const LONG = 300_000;
const MOST = 1e15;

const repositoryShape = object({
  full_name: text(SHORT),
  clone_url: text(SHORT),
  default_branch: nullable(text(SHORT)),
  archived: truth,
  fork: truth,
});

const pullShape = object({
  number: whole(1, MOST),
  html_url: text(SHORT),
  state: oneOf(["open", "closed"]),
  title: text(LONG),
  body: nullable(text(LONG)),
  draft: truth,
  merged_at: nullable(text(SHORT)),
  head: object({ ref: text(SHORT), sha: text(SHORT) }),
  base: object({ ref: text(SHORT) }),
});

const actor = object({ login: text(SHORT) });
const person = object({ email: text(SHORT) });
const commitShape = object({ sha: text(SHORT), commit: object({ author: person, committer: person }) });
const commentShape = object({ id: whole(1, MOST), user: nullable(actor), body: nullable(text(LONG)) });
const found = object({ items: list((item) => item, SHORT) });

/** @throws ForgeError from every method. */
export function githubForge(http: Http, api: string, identity: GitHubIdentity): Forge {
  const next = linkedPage(api);
  const get = async <T>(path: string, shape: Shape<T>, query: HttpCall["query"] = {}): Promise<T> => {
    const call: HttpCall = { method: "GET", path, query };
    return read(call, (await http.call(call)).content, shape);
  };
  const send = async <T>(method: HttpCall["method"], path: string, body: unknown, shape: Shape<T>): Promise<T> => {
    const call: HttpCall = { method, path, body };
    return read(call, (await http.call(call)).content, shape);
  };
  async function* all<T>(path: string, shape: Shape<T>, query: HttpCall["query"] = {}): AsyncIterable<T> {
    const call: HttpCall = { method: "GET", path, query: { per_page: "100", ...query } };
    for await (const item of http.pages(call, next)) yield read(call, item, shape);
  }
  const closedBy = async (repository: string, number: number): Promise<string | null> => {
    const user = await get(`/repos/${repository}/issues/${number}`, optional("closed_by", actor));
    return user?.login ?? null;
  };
  const pullOf = async (repository: string, pull: ReturnType<typeof pullShape>): Promise<PullRequest> => ({
    number: pull.number,
    url: pull.html_url,
    state: pull.merged_at === null ? pull.state : "merged",
    title: pull.title,
    body: pull.body ?? "",
    draft: pull.draft,
    head: { branch: pull.head.ref, commit: pull.head.sha },
    base: pull.base.ref,
    closedBy: pull.merged_at === null && pull.state === "closed" ? await closedBy(repository, pull.number) : null,
  });

  return {
    kind: "github",
    whoAmI: identity.login,
    repository: async (name) => repositoryOf(await get(`/repos/${name}`, repositoryShape)),
    ofOrganisation: (organisation) => mapped(all(`/orgs/${organisation}/repos`, repositoryShape), repositoryOf),
    search: (query) => searched(http, next, query),
    pullRequestsFrom: async (repository, branch) => {
      const [owner] = repository.split("/");
      const query = { state: "all", head: `${owner}:${branch}`, sort: "created", direction: "desc" };
      const pulls = await collected(all(`/repos/${repository}/pulls`, pullShape, query));
      return Promise.all(pulls.map((pull) => pullOf(repository, pull)));
    },
    pullRequest: async (repository, number) =>
      pullOf(repository, await get(`/repos/${repository}/pulls/${number}`, pullShape)),
    open: async (repository, request) => {
      const pull = await send("POST", `/repos/${repository}/pulls`, newPull(request), pullShape);
      const { labels } = request;
      if (labels.length > 0) {
        await send("POST", `/repos/${repository}/issues/${pull.number}/labels`, { labels }, (value) => value);
      }
      return pullOf(repository, pull);
    },
    update: async (repository, number, { title, body }) =>
      pullOf(repository, await send("PATCH", `/repos/${repository}/pulls/${number}`, { title, body }, pullShape)),
    close: async (repository, number) =>
      pullOf(repository, await send("PATCH", `/repos/${repository}/pulls/${number}`, { state: "closed" }, pullShape)),
    commits: async (repository, number) =>
      (await collected(all(`/repos/${repository}/pulls/${number}/commits`, commitShape))).map(({ sha, commit }) => ({
        id: sha,
        authorEmail: commit.author.email,
        committerEmail: commit.committer.email,
      })),
    comments: async (repository, number) =>
      (await collected(all(`/repos/${repository}/issues/${number}/comments`, commentShape))).map((comment) => ({
        id: String(comment.id),
        author: comment.user?.login ?? "ghost",
        body: comment.body ?? "",
      })),
    comment: async (repository, number, body) => {
      await send("POST", `/repos/${repository}/issues/${number}/comments`, { body }, commentShape);
    },
    review: async (repository, number, body, remarks) => {
      const review = { event: "COMMENT", body, comments: remarks.map(reviewComment) };
      await send("POST", `/repos/${repository}/pulls/${number}/reviews`, review, (value) => value);
    },
    mayWrite: async (repository, login) => {
      const path = `/repos/${repository}/collaborators/${login}/permission`;
      const { permission } = await missingAs({ permission: "none" }, get(path, object({ permission: text(SHORT) })));
      return ["admin", "write"].includes(permission);
    },
    branchHead: async (repository, branch) => {
      const path = `/repos/${repository}/git/ref/heads/${branch}`;
      const ref = await missingAs(null, get(path, object({ object: object({ sha: text(SHORT) }) })));
      return ref?.object.sha ?? null;
    },
    gitAuthorization: async (repository) => {
      const token = await identity.token(repository);
      return token === null ? null : `Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
    },
  };
}

function repositoryOf(repository: ReturnType<typeof repositoryShape>): Repository {
  return {
    name: repository.full_name,
    cloneUrl: repository.clone_url,
    defaultBranch: repository.default_branch,
    archived: repository.archived,
    fork: repository.fork,
  };
}

/** A search gives its items inside of an object, page by page, a thousand at most. */
async function* searched(http: Http, next: ReturnType<typeof linkedPage>, query: string): AsyncIterable<Repository> {
  const first: HttpCall = { method: "GET", path: "/search/repositories", query: { q: query, per_page: "100" } };
  for (let call: HttpCall | null = first; call !== null; ) {
    const answer = await http.call(call);
    for (const item of read(call, answer.content, found).items) yield repositoryOf(read(call, item, repositoryShape));
    call = next(call, answer);
  }
}

function newPull({ branch, title, body, base, draft }: NewPullRequest) {
  return { head: branch, title, body, base, draft };
}

/** Lines of the new side; a single line has no start: https://docs.github.com/en/rest/pulls/reviews */
function reviewComment({ path, startLine, endLine, body, suggestion }: ReviewRemark) {
  const start = startLine === endLine ? {} : { start_line: startLine, start_side: "RIGHT" };
  const text = suggestion === null ? body : `${body}\n\n${fenced(suggestion)}`;
  return { path, line: endLine, side: "RIGHT", ...start, body: text };
}

function fenced(suggestion: string): string {
  const longest = Math.max(2, ...[...suggestion.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}suggestion\n${suggestion.replace(/\n$/, "")}\n${fence}`;
}

/**
 * Limits come as 403 or 429, with one of three signs:
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
 */
export const classifyGithub: Classify = ({ status, headers, content }, now) => {
  const said = JSON.stringify(content ?? "");
  if (status === 403 || status === 429) {
    const until = retryAfter(headers, now);
    if (until !== null) return { kind: "limited", until };
    const reset = Number(headers.get("x-ratelimit-reset"));
    if (headers.get("x-ratelimit-remaining") === "0" && reset > 0) return { kind: "limited", until: reset * 1_000 };
    if (status === 429 || /secondary rate limit|abuse detection/i.test(said))
      return { kind: "limited", until: now + 60_000 };
    return { kind: "unauthorised" };
  }
  if (status === 422) return { kind: /already exists/i.test(said) ? "exists" : "invalid" };
  // A repository without a commit answers so.
  return status === 409 ? { kind: "invalid" } : null;
};

async function missingAs<T>(value: T, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ForgeError && error.failure.kind === "missing") return value;
    throw error;
  }
}

async function* mapped<A, B>(items: AsyncIterable<A>, map: (item: A) => B): AsyncIterable<B> {
  for await (const item of items) yield map(item);
}

async function collected<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
