/** GitLab: https://docs.gitlab.com/api/rest/, version 4. A merge request is what is called a pull request here. */
import { list, nullable, object, oneOf, text, whole } from "../../host/json/shape";
import type { PullRequest, Repository } from "../types";
import { type Api, anything, apiOf, collected, fenced, mapped, missingAs } from "./calls";
import type { Forge, ReviewRemark } from "./forge";
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

const user = object({ username: text(SHORT) });

const projectShape = (value: unknown, path: readonly (string | number)[]) => ({
  ...object({
    path_with_namespace: text(SHORT),
    http_url_to_repo: text(SHORT),
    archived: truth,
  })(value, path),
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
  closed_by: nullable(user),
});

const commitShape = object({ id: text(SHORT), author_email: text(SHORT), committer_email: text(SHORT) });
const noteShape = object({ id: whole(1, MOST), author: user, body: text(LONG), system: truth });
const versions = object({ base_sha: text(SHORT), start_sha: text(SHORT), head_sha: text(SHORT) });

/**
 * @param token null for nobody.
 * @throws ForgeError from every method.
 */
export function gitlabForge(http: Http, base: string, token: string | null): Forge {
  const api = apiOf(http, linkedPage(base), { per_page: "100" });
  let login: Promise<string> | null = null;
  return {
    kind: "gitlab",
    whoAmI: () => {
      login ??= token === null ? Promise.resolve("") : api.get("/user", user).then(({ username }) => username);
      return login;
    },
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
      return (await collected(api.all(`${project(name)}/merge_requests`, mergeShape, query))).map(pullOf);
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

function conversation(api: Api): Pick<Forge, "comments" | "comment" | "review"> {
  const notes = (name: string, number: number) => `${project(name)}/merge_requests/${number}/notes`;
  return {
    comments: async (name, number) =>
      (await collected(api.all(notes(name, number), noteShape, { sort: "asc", order_by: "created_at" })))
        .filter(({ system }) => !system)
        .map(({ id, author, body }) => ({ id: String(id), author: author.username, body })),
    comment: async (name, number, body) => {
      await api.send("POST", notes(name, number), { body }, anything);
    },
    review: async (name, number, body, remarks) => {
      const request = `${project(name)}/merge_requests/${number}`;
      const { diff_refs } = await api.get(request, object({ diff_refs: versions }));
      if (body !== "") await api.send("POST", notes(name, number), { body }, anything);
      for (const remark of remarks) {
        await api.send("POST", `${request}/discussions`, discussion(remark, diff_refs), anything);
      }
    },
  };
}

/** https://docs.gitlab.com/api/discussions/#create-a-new-thread-in-the-merge-request-diff */
function discussion({ path, startLine, endLine, body, suggestion }: ReviewRemark, refs: ReturnType<typeof versions>) {
  const above = endLine - startLine;
  const text = suggestion === null ? body : `${body}\n\n${fenced(`suggestion:-${above}+0`, suggestion)}`;
  return {
    body: text,
    position: { position_type: "text", new_path: path, old_path: path, new_line: endLine, ...refs },
  };
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
    title: merge.draft ? merge.title.replace(/^draft:\s*/i, "") : merge.title,
    body: merge.description ?? "",
    draft: merge.draft,
    labels: merge.labels,
    head: { branch: merge.source_branch, commit: merge.sha ?? "" },
    base: merge.target_branch,
    closedBy: merge.closed_by?.username ?? null,
  };
}

/** https://docs.gitlab.com/security/rate_limits/ */
export const classifyGitlab: Classify = ({ status, headers, content }, now) => {
  if (status === 429) {
    const reset = Number(headers.get("ratelimit-reset"));
    return { kind: "limited", until: retryAfter(headers, now) ?? (reset > 0 ? reset * 1_000 : now + 60_000) };
  }
  if (status === 409) return { kind: "exists" };
  if (status === 400 && /already exists/i.test(JSON.stringify(content ?? ""))) return { kind: "exists" };
  return null;
};
