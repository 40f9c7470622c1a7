/** GitHub and GitHub Enterprise: https://docs.github.com/en/rest, version 2022-11-28. */
import { list, nullable, object, oneOf, text, whole } from "../../host/json/shape";
import type { PullRequest, Repository } from "../types";
import { type Api, anything, apiOf, collected, fenced, mapped, missingAs, segments } from "./calls";
import type { Forge, ReviewRemark } from "./forge";
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
  labels: list(object({ name: text(SHORT) }), SHORT),
  merged_at: nullable(text(SHORT)),
  head: object({ ref: text(SHORT), sha: text(SHORT) }),
  base: object({ ref: text(SHORT) }),
});

const actor = object({ login: text(SHORT) });
const person = object({ email: text(SHORT) });
const commitShape = object({ sha: text(SHORT), commit: object({ author: person, committer: person }) });
const commentShape = object({ id: whole(1, MOST), user: nullable(actor), body: nullable(text(LONG)) });
const found = object({ items: list(anything, SHORT) });

/** @throws ForgeError from every method. */
export function githubForge(http: Http, identity: GitHubIdentity): Forge {
  const api = apiOf(http, linkedPage, { per_page: "100" });
  return {
    kind: "github",
    whoAmI: identity.login,
    ...finding(api, http),
    ...pullRequests(api),
    ...conversation(api),
    gitAuthorization: async (repository) => {
      const token = await identity.token(repository);
      return token === null ? null : `Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
    },
  };
}

function finding(
  api: Api,
  http: Http,
): Pick<Forge, "repository" | "ofOrganisation" | "search" | "branchHead" | "mayWrite"> {
  return {
    repository: async (name) => repositoryOf(await api.get(`/repos/${name}`, repositoryShape)),
    ofOrganisation: (organisation) => mapped(api.all(`/orgs/${organisation}/repos`, repositoryShape), repositoryOf),
    search: (query) => searched(http, query),
    branchHead: async (repository, branch) => {
      const path = `/repos/${repository}/git/ref/heads/${segments(branch)}`;
      const ref = await missingAs(null, api.get(path, object({ object: object({ sha: text(SHORT) }) })));
      return ref?.object.sha ?? null;
    },
    mayWrite: async (repository, login) => {
      const path = `/repos/${repository}/collaborators/${login}/permission`;
      const { permission } = await missingAs(
        { permission: "none" },
        api.get(path, object({ permission: text(SHORT) })),
      );
      return ["admin", "write"].includes(permission);
    },
  };
}

function pullRequests(
  api: Api,
): Pick<Forge, "pullRequestsFrom" | "pullRequest" | "open" | "update" | "close" | "label" | "commits"> {
  const change = async (repository: string, number: number, news: unknown) =>
    pullOf(api, repository, await api.send("PATCH", `/repos/${repository}/pulls/${number}`, news, pullShape));
  return {
    pullRequestsFrom: async (repository, branch) => {
      const head = `${repository.split("/")[0]}:${branch}`;
      const query = { state: "all", head, sort: "created", direction: "desc" };
      const pulls = await collected(api.all(`/repos/${repository}/pulls`, pullShape, query));
      return Promise.all(pulls.map((pull) => pullOf(api, repository, pull)));
    },
    pullRequest: async (repository, number) =>
      pullOf(api, repository, await api.get(`/repos/${repository}/pulls/${number}`, pullShape)),
    open: async (repository, { branch, title, body, base, draft }) => {
      const request = { head: branch, title, body, base, draft };
      return pullOf(api, repository, await api.send("POST", `/repos/${repository}/pulls`, request, pullShape));
    },
    update: (repository, number, { title, body }) => change(repository, number, { title, body }),
    close: (repository, number) => change(repository, number, { state: "closed" }),
    label: async (repository, number, labels) => {
      await api.send("POST", `/repos/${repository}/issues/${number}/labels`, { labels }, anything);
    },
    commits: async (repository, number) =>
      (await collected(api.all(`/repos/${repository}/pulls/${number}/commits`, commitShape))).map(
        ({ sha, commit }) => ({ id: sha, authorEmail: commit.author.email, committerEmail: commit.committer.email }),
      ),
  };
}

function conversation(api: Api): Pick<Forge, "comments" | "comment" | "reviews" | "review"> {
  const commentsOf = (repository: string, number: number) => `/repos/${repository}/issues/${number}/comments`;
  const reviewsOf = (repository: string, number: number) => `/repos/${repository}/pulls/${number}/reviews`;
  const said = async (path: string) =>
    (await collected(api.all(path, commentShape))).map(({ id, user, body }) => ({
      id: String(id),
      author: user?.login ?? "ghost",
      body: body ?? "",
    }));
  return {
    comments: (repository, number) => said(commentsOf(repository, number)),
    reviews: (repository, number) => said(reviewsOf(repository, number)),
    comment: async (repository, number, body) => {
      await api.send("POST", commentsOf(repository, number), { body }, commentShape);
    },
    review: async (repository, number, body, remarks) => {
      const review = { event: "COMMENT", body, comments: remarks.map(reviewComment) };
      await api.send("POST", reviewsOf(repository, number), review, anything);
    },
  };
}

async function pullOf(api: Api, repository: string, pull: ReturnType<typeof pullShape>): Promise<PullRequest> {
  const isGivenUp = pull.merged_at === null && pull.state === "closed";
  // Only the issue of a pull request says who closed it.
  const path = `/repos/${repository}/issues/${pull.number}`;
  const closer = isGivenUp ? await api.get(path, optional("closed_by", actor)) : null;
  return {
    number: pull.number,
    url: pull.html_url,
    state: pull.merged_at === null ? pull.state : "merged",
    title: pull.title,
    body: pull.body ?? "",
    draft: pull.draft,
    labels: pull.labels.map(({ name }) => name),
    head: { branch: pull.head.ref, commit: pull.head.sha },
    base: pull.base.ref,
    closedBy: closer?.login ?? null,
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
async function* searched(http: Http, query: string): AsyncIterable<Repository> {
  const first: HttpCall = { method: "GET", path: "/search/repositories", query: { q: query, per_page: "100" } };
  for (let call: HttpCall | null = first; call !== null; ) {
    const answer = await http.call(call);
    for (const item of read(call, answer.content, found).items) yield repositoryOf(read(call, item, repositoryShape));
    call = linkedPage(call, answer);
  }
}

/** Lines of the new side; a single line has no start: https://docs.github.com/en/rest/pulls/reviews */
function reviewComment({ path, startLine, endLine, body, suggestion }: ReviewRemark) {
  const start = startLine === endLine ? {} : { start_line: startLine, start_side: "RIGHT" };
  const text = suggestion === null ? body : `${body}\n\n${fenced("suggestion", suggestion)}`;
  return { path, line: endLine, side: "RIGHT", ...start, body: text };
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
    if (status === 429 || /secondary rate limit|abuse detection/i.test(said)) return { kind: "limited", until: null };
    return { kind: "unauthorised" };
  }
  if (status === 422) return { kind: /already exists/i.test(said) ? "exists" : "invalid" };
  // A repository without a commit answers so.
  return status === 409 ? { kind: "invalid" } : null;
};
