/** Gitea and Forgejo: https://docs.gitea.com/api/, version 1. */
import { list, nullable, object, oneOf, text, whole } from "../../host/json/shape";
import type { PullRequest, Repository } from "../types";
import { type Api, anything, apiOf, collected, fenced, mapped, missingAs, remembered, segments } from "./calls";
import type { Comment, Forge, ReviewRemark } from "./forge";
import { type Classify, type Http, type HttpCall, linkedPage } from "./http";
import { optional, read, truth } from "./read";

const SHORT = 1_000;
const LONG = 1_000_000;
const MOST = 1e15;
/** As many as an instance gives at a time without being set up otherwise. */
const PAGE = { limit: "50" };
/** How Gitea marks a draft: in its title. https://docs.gitea.com/usage/pull-request#work-in-progress-pull-requests */
const DRAFT = "WIP: ";
/** Of a label that is made. */
const GREY = "#ededed";

const user = object({ login: text(SHORT) });

const repositoryShape = object({
  full_name: text(SHORT),
  clone_url: text(SHORT),
  default_branch: text(SHORT),
  archived: truth,
  fork: truth,
});

const pullShape = (value: unknown, path: readonly (string | number)[]) => ({
  ...object({
    number: whole(1, MOST),
    html_url: text(SHORT),
    state: oneOf(["open", "closed"]),
    title: text(LONG),
    body: nullable(text(LONG)),
    merged: truth,
    labels: nullable(list(object({ name: text(SHORT) }), SHORT)),
    // The `ref` of a head whose branch is gone is `refs/pull/1/head`; the `label` stays the name of the branch.
    head: object({ label: text(SHORT), sha: text(SHORT), repo_id: whole(-1, MOST) }),
    base: object({ ref: text(SHORT), repo_id: whole(1, MOST) }),
  })(value, path),
  // Older versions do not say.
  draft: optional("draft", truth)(value, path),
});

const person = object({ email: text(SHORT) });
const commitShape = object({ sha: text(SHORT), commit: object({ author: person, committer: person }) });
const commentShape = object({ id: whole(1, MOST), user: nullable(user), body: text(LONG) });
/** Those of others that are not sent are shown to administrators of the instance alone, which a bot is not. */
const stateShape = object({ id: whole(1, MOST), state: text(SHORT) });
const labelShape = object({ id: whole(1, MOST), name: text(SHORT) });
const found = object({ data: list(anything, SHORT) });

/**
 * @param token null for nobody.
 * @throws ForgeError from every method.
 */
export function giteaForge(http: Http, token: string | null): Forge {
  const api = apiOf(http, linkedPage, PAGE);
  return {
    kind: "gitea",
    whoAmI: remembered(async () => (token === null ? "" : (await api.get("/user", user)).login)),
    ...repositories(api, http),
    ...pullRequests(api),
    ...conversation(api),
    // The name of the user does not matter beside a token.
    gitAuthorization: async () =>
      token === null ? null : `Basic ${Buffer.from(`oauth2:${token}`).toString("base64")}`,
  };
}

function repositories(
  api: Api,
  http: Http,
): Pick<Forge, "repository" | "ofOrganisation" | "search" | "branchHead" | "mayWrite"> {
  return {
    repository: async (name) => repositoryOf(await api.get(`/repos/${name}`, repositoryShape)),
    ofOrganisation: (organisation) => mapped(api.all(`/orgs/${organisation}/repos`, repositoryShape), repositoryOf),
    search: (query) => searched(http, query),
    branchHead: async (name, branch) => {
      const path = `/repos/${name}/branches/${segments(branch)}`;
      const there = await missingAs(null, api.get(path, object({ commit: object({ id: text(SHORT) }) })));
      return there?.commit.id ?? null;
    },
    mayWrite: async (name, login) => {
      // Only an administrator of the repository may ask this; anybody else is told 403.
      const path = `/repos/${name}/collaborators/${login}/permission`;
      const { permission } = await missingAs(
        { permission: "none" },
        api.get(path, object({ permission: text(SHORT) })),
      );
      return ["owner", "admin", "write"].includes(permission);
    },
  };
}

function pullRequests(
  api: Api,
): Pick<Forge, "pullRequestsFrom" | "pullRequest" | "open" | "update" | "close" | "label" | "commits"> {
  const one = (name: string, number: number) => `/repos/${name}/pulls/${number}`;
  const change = async (name: string, number: number, news: unknown) =>
    pullOf(await api.send("PATCH", one(name, number), news, pullShape));
  return {
    pullRequestsFrom: async (name, branch) => {
      // There is no way to ask for those of one branch in every state. They come newest first without being asked to.
      const all = await collected(api.all(`/repos/${name}/pulls`, pullShape, { state: "all" }));
      return all.filter(({ head, base }) => head.label === branch && head.repo_id === base.repo_id).map(pullOf);
    },
    pullRequest: async (name, number) => pullOf(await api.get(one(name, number), pullShape)),
    open: async (name, { branch, title, body, base, draft }) => {
      const request = {
        head: branch,
        base,
        title: draft ? DRAFT + title : title,
        body,
      };
      return pullOf(await api.send("POST", `/repos/${name}/pulls`, request, pullShape));
    },
    update: async (name, number, { title, body }) => {
      // A title without the mark would take a person's draft from them.
      const { isDraft } = titleOf(await api.get(one(name, number), pullShape));
      return change(name, number, { title: isDraft ? DRAFT + title : title, body });
    },
    close: (name, number) => change(name, number, { state: "closed" }),
    label: async (name, number, labels) => {
      const known = await labelsOf(api, name, labels);
      await api.send("POST", `/repos/${name}/issues/${number}/labels`, { labels: known }, anything);
    },
    commits: async (name, number) =>
      (await collected(api.all(`${one(name, number)}/commits`, commitShape)))
        .map(({ sha, commit }) => ({
          id: sha,
          authorEmail: commit.author.email,
          committerEmail: commit.committer.email,
        }))
        // Gitea begins with the newest.
        .reverse(),
  };
}

/**
 * The numbers of labels, those of the organisation included. One that is not there is made, as the other forges do by
 * themselves.
 */
async function labelsOf(api: Api, name: string, labels: readonly string[]): Promise<readonly number[]> {
  const own = await collected(api.all(`/repos/${name}/labels`, labelShape));
  // A person has no labels that all of their repositories share.
  const shared = await missingAs([], collected(api.all(`/orgs/${name.split("/")[0]}/labels`, labelShape)));
  const ids = new Map([...shared, ...own].map((label) => [label.name, label.id]));
  const found: number[] = [];
  for (const label of labels) {
    const made = { name: label, color: GREY };
    found.push(ids.get(label) ?? (await api.send("POST", `/repos/${name}/labels`, made, labelShape)).id);
  }
  return found;
}

function conversation(api: Api): Pick<Forge, "comments" | "comment" | "reviews" | "review"> {
  const commentsOf = (name: string, number: number) => `/repos/${name}/issues/${number}/comments`;
  const reviewsOf = (name: string, number: number) => `/repos/${name}/pulls/${number}/reviews`;
  return {
    comments: async (name, number) =>
      // All at once: this list knows no pages.
      (await api.get(commentsOf(name, number), list(commentShape, 100_000))).map(said),
    reviews: async (name, number) => (await collected(api.all(reviewsOf(name, number), commentShape))).map(said),
    comment: async (name, number, body) => {
      await api.send("POST", commentsOf(name, number), { body }, anything);
    },
    review: async (name, number, body, remarks) => {
      // One that was cut off waits to be sent, and would be joined to this one.
      for (const { id, state } of await collected(api.all(reviewsOf(name, number), stateShape))) {
        if (state === "PENDING") await api.send("DELETE", `${reviewsOf(name, number)}/${id}`, undefined, anything);
      }
      const review = { event: "COMMENT", body, comments: remarks.map(reviewComment) };
      await api.send("POST", reviewsOf(name, number), review, anything);
    },
  };
}

function said({ id, user: author, body }: ReturnType<typeof commentShape>): Comment {
  return { id: String(id), author: author?.login ?? "ghost", body };
}

/** A search gives its items inside of an object, page by page. */
async function* searched(http: Http, query: string): AsyncIterable<Repository> {
  const first: HttpCall = { method: "GET", path: "/repos/search", query: { q: query, ...PAGE } };
  for (let call: HttpCall | null = first; call !== null; ) {
    const answer = await http.call(call);
    for (const item of read(call, answer.content, found).data) yield repositoryOf(read(call, item, repositoryShape));
    call = linkedPage(call, answer);
  }
}

/** Gitea has neither suggestions nor remarks on several lines: the lines are named, and what is shown can be copied. */
function reviewComment({ path, startLine, endLine, body, suggestion }: ReviewRemark) {
  const lines = startLine === endLine ? `Line ${endLine} becomes` : `Lines ${startLine}–${endLine} become`;
  const text = suggestion === null ? body : `${body}\n\n${lines}:\n\n${fenced("python", suggestion)}`;
  return { path, new_position: endLine, body: text };
}

function repositoryOf(repository: ReturnType<typeof repositoryShape>): Repository {
  const { full_name: name, clone_url: cloneUrl, default_branch: branch, archived, fork } = repository;
  return { name, cloneUrl, defaultBranch: branch === "" ? null : branch, archived, fork };
}

function titleOf({ title, draft }: Pick<ReturnType<typeof pullShape>, "title" | "draft">) {
  const plain = title.replace(/^(?:WIP:|\[WIP\])\s*/i, "");
  return { plain, isDraft: draft ?? plain !== title };
}

function pullOf(pull: ReturnType<typeof pullShape>): PullRequest {
  const { plain, isDraft } = titleOf(pull);
  return {
    number: pull.number,
    url: pull.html_url,
    state: pull.merged ? "merged" : pull.state,
    title: plain,
    body: pull.body ?? "",
    draft: isDraft,
    labels: (pull.labels ?? []).map((label) => label.name),
    head: { branch: pull.head.label, commit: pull.head.sha },
    base: pull.base.ref,
    // It does not say.
    closedBy: null,
  };
}

/**
 * Statuses mean what they mean everywhere: 409 is for a pull request that is there already, and limits are those of a proxy.
 * https://docs.gitea.com/api/#tag/repository/operation/repoCreatePullRequest
 */
export const classifyGitea: Classify = () => null;
