/** GitLab: https://docs.gitlab.com/api/rest/, version 4. A merge request is what is called a pull request here. */
import { list, nullable, object, oneOf, text, whole } from "../../host/json/shape";
import type { PullRequest, Repository } from "../types";
import { type Api, anything, apiOf, collected, fenced, mapped, missingAs, remembered } from "./calls";
import { type Forge, ForgeError, type ReviewRemark } from "./forge";
import { lineBefore } from "./gitlab-diff";
import { type Classify, type Http, linkedPage, retryAfter } from "./http";
import { optional, truth } from "./read";

const SHORT = 1_000;
/** GitLab takes a million characters. */
const LONG = 4_000_000;
const MOST = 1e15;
/** The role Developer: https://docs.gitlab.com/api/access_requests/#valid-access-levels */
const DEVELOPER = 30;
/** How GitLab marks a draft: in its title. */
const DRAFT = "Draft: ";
/** And how people do: https://docs.gitlab.com/user/project/merge_requests/drafts/#mark-merge-requests-as-drafts */
const DRAFTS = /^(?:(?:draft:|\[draft\]|\(draft\))\s*)+/i;

const user = object({ username: text(SHORT) });

const projectShape = (value: unknown, path: readonly (string | number)[]) => ({
  ...object({
    path_with_namespace: text(SHORT),
    http_url_to_repo: text(SHORT),
  })(value, path),
  // Not said to nobody: https://docs.gitlab.com/api/projects/#list-all-projects
  archived: optional("archived", truth)(value, path) ?? false,
  // Left out for a project without a repository, and for one that is no fork.
  default_branch: optional("default_branch", text(SHORT))(value, path),
  parent: optional("forked_from_project", anything)(value, path),
});

const mergeShape = object({
  iid: whole(1, MOST),
  web_url: text(SHORT),
  state: oneOf(["opened", "closed", "merged", "locked"]),
  title: text(LONG),
  description: nullable(text(LONG)),
  draft: truth,
  labels: list(text(SHORT), SHORT),
  sha: nullable(text(SHORT)),
  source_branch: text(SHORT),
  target_branch: text(SHORT),
  // Null when the fork is gone.
  source_project_id: nullable(whole(1, MOST)),
  target_project_id: whole(1, MOST),
  closed_by: nullable(user),
});

const commitShape = object({ id: text(SHORT), author_email: text(SHORT), committer_email: text(SHORT) });
const positionShape = (value: unknown, path: readonly (string | number)[]) => ({
  path: optional("new_path", text(SHORT))(value, path),
  line: optional("new_line", whole(1, MOST))(value, path),
});
const noteShape = (value: unknown, path: readonly (string | number)[]) => ({
  ...object({ id: whole(1, MOST), author: user, body: text(LONG), system: truth })(value, path),
  // Of a remark at lines.
  position: optional("position", positionShape)(value, path),
});
const versions = object({ base_sha: text(SHORT), start_sha: text(SHORT), head_sha: text(SHORT) });
const diffShape = object({ old_path: text(SHORT), new_path: text(SHORT), diff: text(LONG) });

/**
 * @param token null for nobody.
 * @throws ForgeError from every method.
 */
export function gitlabForge(http: Http, token: string | null): Forge {
  const api = apiOf(http, linkedPage, { per_page: "100" });
  return {
    kind: "gitlab",
    whoAmI: remembered(async () => (token === null ? "" : (await api.get("/user", user)).username)),
    ...projects(api),
    ...mergeRequests(api),
    ...conversation(api),
    gitAuthorization: async () =>
      token === null ? null : `Basic ${Buffer.from(`oauth2:${token}`).toString("base64")}`,
  };
}

function project(name: string): string {
  return `/projects/${encodeURIComponent(name)}`;
}

function projects(api: Api): Pick<Forge, "repository" | "ofOrganisation" | "search" | "branchHead" | "mayWrite"> {
  return {
    repository: async (name) => repositoryOf(await api.get(project(name), projectShape)),
    ofOrganisation: (group) => {
      const query = { include_subgroups: "true", with_shared: "false" };
      return mapped(api.all(`/groups/${encodeURIComponent(group)}/projects`, projectShape, query), repositoryOf);
    },
    search: (query) => mapped(api.all("/projects", projectShape, { search: query }), repositoryOf),
    branchHead: async (name, branch) => {
      const path = `${project(name)}/repository/branches/${encodeURIComponent(branch)}`;
      const found = await missingAs(null, api.get(path, object({ commit: object({ id: text(SHORT) }) })));
      return found?.commit.id ?? null;
    },
    mayWrite: async (name, login) => {
      const users = await collected(api.all("/users", object({ id: whole(1, MOST) }), { username: login }));
      const id = users[0]?.id;
      if (id === undefined) return false;
      // "all" holds those who may by their group, too.
      const path = `${project(name)}/members/all/${id}`;
      const member = await missingAs(null, api.get(path, object({ access_level: whole(0, 100) })));
      return member !== null && member.access_level >= DEVELOPER;
    },
  };
}

function mergeRequests(
  api: Api,
): Pick<Forge, "pullRequestsFrom" | "pullRequest" | "open" | "update" | "close" | "label" | "commits"> {
  const one = (name: string, number: number) => `${project(name)}/merge_requests/${number}`;
  const change = async (name: string, number: number, news: unknown) =>
    pullOf(await api.send("PUT", one(name, number), news, mergeShape));
  return {
    pullRequestsFrom: async (name, branch) => {
      const query = { state: "all", source_branch: branch, order_by: "created_at", sort: "desc" };
      const all = await collected(api.all(`${project(name)}/merge_requests`, mergeShape, query));
      // Forks have branches of that name, too.
      return all.filter((merge) => merge.source_project_id === merge.target_project_id).map(pullOf);
    },
    pullRequest: async (name, number) => pullOf(await api.get(one(name, number), mergeShape)),
    open: async (name, { branch, title, body, base, draft }) => {
      const request = {
        source_branch: branch,
        target_branch: base,
        title: draft ? DRAFT + title : title,
        description: body,
      };
      return pullOf(await api.send("POST", `${project(name)}/merge_requests`, request, mergeShape));
    },
    update: async (name, number, { title, body }) => {
      // A title without the mark would take a person's draft from them.
      const { draft } = await api.get(one(name, number), mergeShape);
      return change(name, number, { title: draft ? DRAFT + title : title, description: body });
    },
    close: (name, number) => change(name, number, { state_event: "close" }),
    label: async (name, number, labels) => {
      await change(name, number, { add_labels: labels.join(",") });
    },
    commits: async (name, number) =>
      (await collected(api.all(`${one(name, number)}/commits`, commitShape)))
        .map(({ id, author_email, committer_email }) => ({
          id,
          authorEmail: author_email,
          committerEmail: committer_email,
        }))
        // GitLab begins with the newest.
        .reverse(),
  };
}

function conversation(api: Api): Pick<Forge, "comments" | "comment" | "reviews" | "review"> {
  const notes = (name: string, number: number) => `${project(name)}/merge_requests/${number}/notes`;
  const said = async (name: string, number: number) =>
    (await collected(api.all(notes(name, number), noteShape, { sort: "asc", order_by: "created_at" }))).filter(
      ({ system }) => !system,
    );
  const comments: Forge["comments"] = async (name, number) =>
    (await said(name, number)).map(({ id, author, body }) => ({ id: String(id), author: author.username, body }));
  return {
    comments,
    reviews: comments,
    comment: async (name, number, body) => {
      await api.send("POST", notes(name, number), { body }, anything);
    },
    review: async (name, number, body, remarks) => {
      const there = new Set((await said(name, number)).map(({ body: text, position }) => placed(text, position)));
      const request = `${project(name)}/merge_requests/${number}`;
      const { diff_refs } = await api.get(request, object({ diff_refs: versions }));
      const diffs = await collected(api.all(`${request}/diffs`, diffShape));
      for (const remark of remarks) {
        const thread = discussion(remark, diff_refs, diffs);
        const { path, endLine: line } = remark;
        // A worker that was cut off may have said it.
        if (there.has(placed(elsewhere(remark), null))) continue;
        if (thread !== null && there.has(placed(thread.body, { path, line }))) continue;
        if (thread === null || !(await isTaken(api.send("POST", `${request}/discussions`, thread, anything)))) {
          await api.send("POST", notes(name, number), { body: elsewhere(remark) }, anything);
        }
      }
      // Last: who finds it knows that all remarks are there.
      if (body !== "") await api.send("POST", notes(name, number), { body }, anything);
    },
  };
}

/** The same for the same text at the same place. */
function placed(body: string, position: ReturnType<typeof positionShape> | null): string {
  return JSON.stringify([body.trim(), position?.path ?? null, position?.line ?? null]);
}

/**
 * A remark at its lines; null where the diff does not show them, as for a large file. A line that is not added has to be
 * told by its old number, too: https://docs.gitlab.com/api/discussions/#create-a-new-thread-in-the-merge-request-diff
 */
function discussion(
  { path, startLine, endLine, body, suggestion }: ReviewRemark,
  refs: ReturnType<typeof versions>,
  diffs: readonly ReturnType<typeof diffShape>[],
) {
  const file = diffs.find(({ new_path }) => new_path === path);
  const before = file && lineBefore(file.diff, endLine);
  if (file === undefined || before === undefined) return null;
  const text = suggestion === null ? body : `${body}\n\n${fenced(`suggestion:-${endLine - startLine}+0`, suggestion)}`;
  const lines = { new_line: endLine, ...(before === null ? {} : { old_line: before }) };
  return {
    body: text,
    position: { position_type: "text", new_path: path, old_path: file.old_path, ...lines, ...refs },
  };
}

/** Whether GitLab took it; it refuses what is at a line that it does not show. */
async function isTaken(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (error instanceof ForgeError && error.failure.kind === "invalid") return false;
    throw error;
  }
}

/** A remark that cannot stand at its lines names them. A suggestion could not be applied there. */
function elsewhere({ path, startLine, endLine, body, suggestion }: ReviewRemark): string {
  const lines = startLine === endLine ? `${startLine}` : `${startLine}–${endLine}`;
  const code = suggestion === null ? "" : `\n\n${fenced("python", suggestion)}`;
  return `\`${path}:${lines}\`: ${body}${code}`;
}

function repositoryOf(found: ReturnType<typeof projectShape>): Repository {
  return {
    name: found.path_with_namespace,
    cloneUrl: found.http_url_to_repo,
    defaultBranch: found.default_branch,
    archived: found.archived,
    fork: found.parent !== null,
  };
}

function pullOf(merge: ReturnType<typeof mergeShape>): PullRequest {
  const isOpen = merge.state === "opened" || merge.state === "locked";
  return {
    number: merge.iid,
    url: merge.web_url,
    state: isOpen ? "open" : merge.state === "merged" ? "merged" : "closed",
    title: merge.draft ? merge.title.replace(DRAFTS, "") : merge.title,
    body: merge.description ?? "",
    draft: merge.draft,
    labels: merge.labels,
    head: { branch: merge.source_branch, commit: merge.sha ?? "" },
    base: merge.target_branch,
    closedBy: merge.closed_by?.username ?? null,
  };
}

/**
 * Limits: https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/#response-headers, seconds of the epoch.
 * A merge request that is there already is a conflict (409): https://docs.gitlab.com/api/merge_requests/#create-mr
 */
export const classifyGitlab: Classify = ({ status, headers, content }, now) => {
  if (status === 429) {
    const reset = Number(headers.get("ratelimit-reset"));
    return { kind: "limited", until: retryAfter(headers, now) ?? (reset > 0 ? reset * 1_000 : null) };
  }
  // Other conflicts are with somebody who writes at the same moment.
  if (status === 409) return { kind: /already exists/i.test(JSON.stringify(content ?? "")) ? "exists" : "unavailable" };
  return null;
};
