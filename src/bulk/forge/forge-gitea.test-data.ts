/** The parts of the API of Gitea and Forgejo that a campaign needs: https://docs.gitea.com/api/ */
import {
  type Answer,
  type Asked,
  type At,
  addComment,
  addLabels,
  addPull,
  bot,
  closePull,
  commitsOf,
  type Dialect,
  headOf,
  isOpenFrom,
  type LocalPull,
  namesBelow,
  paged,
  placeOf,
  reader,
  reviewsOf,
  shaOf,
  token,
  type World,
  writer,
} from "./local-forge.test-data";

const roles = new Map([
  [bot, "admin"],
  [writer, "write"],
  [reader, "read"],
  ["stranger", "none"],
]);

/** A label of the organisation `acme`, which all of its repositories have. */
const OF_ORGANISATION = { id: 1_000, name: "of-acme" };

/** Gitea writes links by its own `ROOT_URL`, which need not be the address that it is asked at. */
const ROOT = "https://gitea.example";

const MISSING: Answer = [404, { message: "The target couldn't be found.", url: "/api/swagger" }];

export const gitea: Dialect = {
  api: "/api/v1",
  authorization: `token ${token}`,
  gitUser: "oauth2",
  // It limits nothing itself; what stands before it may.
  refusals: {
    secondary: () => [429, "<html>Too Many Requests</html>", { "retry-after": "1" }],
    "secondary-without-hint": () => [429, "<html>Too Many Requests</html>"],
    "too-many": () => [429, null, { "retry-after": new Date(Date.now() + 1_000).toUTCString() }],
    "bad-gateway": () => [502, "<html>Bad Gateway</html>"],
    expired: () => [401, { message: "token is required", url: "/api/swagger" }],
  },
  answer,
};

type Listed = (items: readonly unknown[]) => Answer;

function answer(world: World, asked: Asked): Answer {
  const { path, query } = asked;
  const listed: Listed = (items) => paged(ROOT + gitea.api, asked, items);
  const described = (prefix: string) => namesBelow(world, prefix).map((name) => repositoryOf(world, name));
  if (path === "/user") return [200, { login: bot }];
  if (path === "/repos/search") {
    const [, data, headers = {}] = listed(described("").filter((one) => one.name.includes(query.get("q") ?? "")));
    return [200, { ok: true, data }, headers];
  }
  const [, organisation, what] = /^\/orgs\/([^/]+)\/(repos|labels)$/.exec(path) ?? [];
  if (what === "labels") return organisation === "acme" ? listed([OF_ORGANISATION]) : MISSING;
  if (what === "repos") return listed(described(`${organisation}/`));
  const [, name = "", rest = ""] = /^\/repos\/([^/]+\/[^/]+)(.*)$/.exec(path) ?? [];
  const at = placeOf(world, name);
  if (at === null) return MISSING;
  if (rest === "") return [200, repositoryOf(world, name)];
  return refs(at, rest, asked, listed) ?? pulls(at, rest, asked, listed) ?? onePull(at, rest, asked, listed) ?? MISSING;
}

function refs({ folder, stored }: At, rest: string, { method, body }: Asked, listed: Listed): Answer | null {
  const login = /^\/collaborators\/([^/]+)\/permission$/.exec(rest)?.[1];
  if (login !== undefined) {
    const permission = roles.get(login);
    return permission === undefined
      ? [404, { message: `user does not exist [name: ${login}]` }]
      : [200, { permission }];
  }
  if (rest === "/labels") {
    if (method === "GET") return listed(stored.labels.map((name, index) => ({ id: index + 1, name })));
    if (typeof body.name !== "string" || !/^#[0-9a-f]{6}$/.test(String(body.color))) {
      return [422, { message: "[Color]: Required" }];
    }
    return [201, { id: stored.labels.push(body.name), name: body.name }];
  }
  // The whole rest is the name, its slashes as they are.
  const branch = /^\/branches\/(.+)$/.exec(rest)?.[1];
  if (branch === undefined) return null;
  const id = headOf(folder, decodeURIComponent(branch));
  return id === null ? MISSING : [200, { name: decodeURIComponent(branch), commit: { id } }];
}

function pulls(at: At, rest: string, { method, query, body }: Asked, listed: Listed): Answer | null {
  if (rest !== "/pulls") return null;
  if (method === "POST") return opened(at, body);
  // Seen at Gitea 1.26: what has no commit has no such list.
  if (headOf(at.folder, "main") === null) return MISSING;
  const state = query.get("state") ?? "open";
  const chosen = at.stored.pulls.filter((pull) => state === "all" || pull.state === state);
  return listed(chosen.reverse().map((pull) => pullJson(at, pull)));
}

/** https://docs.gitea.com/api/#tag/repository/operation/repoCreatePullRequest */
function opened(at: At, { title, head, base, body = "" }: Asked["body"]): Answer {
  if (typeof title !== "string" || title === "") return [422, { message: "[Title]: Required" }];
  if (typeof head !== "string") return [422, { message: "[Head]: Required" }];
  if (typeof base !== "string") return [422, { message: "[Base]: Required" }];
  if (head === base)
    return [422, { message: "Invalid PullRequest: There are no changes between the head and the base" }];
  if (headOf(at.folder, head) === null || headOf(at.folder, base) === null) return MISSING;
  if (isOpenFrom(at, head)) {
    const message = `pull request already exists for these targets [head_branch: ${head}, base_branch: ${base}]`;
    return [409, { message, url: "/api/swagger" }];
  }
  return [201, pullJson(at, addPull(at, { ...titled(title), body: String(body), head, base }))];
}

/** By the default of `WORK_IN_PROGRESS_PREFIXES`: https://docs.gitea.com/usage/pull-request#work-in-progress-pull-requests */
function titled(title: string) {
  const plain = title.replace(/^(?:WIP:|\[WIP\])\s*/i, "");
  return { title: plain, draft: plain !== title };
}

function onePull(at: At, rest: string, asked: Asked, listed: Listed): Answer | null {
  const [, number, what = ""] = /^\/(?:pulls|issues)\/(\d+)(\/\w+)?(?:\/\d+)?$/.exec(rest) ?? [];
  const pull = at.stored.pulls.find((one) => one.number === Number(number));
  if (pull === undefined) return null;
  const { method, body } = asked;
  if (method === "PATCH") {
    if (typeof body.title === "string") Object.assign(pull, titled(body.title));
    if (typeof body.body === "string") pull.body = body.body;
    if (body.state === "closed") closePull(at, pull, bot);
    return [201, pullJson(at, pull)];
  }
  if (what === "/labels" && method === "POST") return labelled(at, pull, body);
  if (what === "/reviews" && method === "GET") {
    const states = pull.reviews.map(({ event }) => ({ state: event === "COMMENT" ? "COMMENT" : "PENDING" }));
    return listed(reviewsOf(pull).map((review, index) => ({ ...commentJson(review), ...states[index] })));
  }
  const discarded = /^\/pulls\/\d+\/reviews\/(\d+)$/.exec(rest)?.[1];
  if (discarded !== undefined && method === "DELETE") {
    pull.reviews.splice(Number(discarded) - 1, 1);
    return [204, null];
  }
  if (what === "/reviews" && method === "POST") return reviewed(pull, body);
  if (what === "/comments") {
    // Without pages.
    if (method === "GET") return [200, pull.comments.map(commentJson)];
    return [201, commentJson(addComment(pull, bot, String(body.body)))];
  }
  if (what === "/commits") {
    const commits = commitsOf(at, pull).map(({ sha, author, committer }) => ({
      sha,
      commit: { author: { email: author }, committer: { email: committer } },
    }));
    return listed(commits.reverse());
  }
  return what === "" ? [200, pullJson(at, pull)] : null;
}

function labelled({ stored }: At, pull: LocalPull, body: Asked["body"]): Answer {
  const known = [...stored.labels.map((name, index) => ({ id: index + 1, name })), OF_ORGANISATION];
  const chosen = known.filter(({ id }) => (body.labels as readonly unknown[] | undefined)?.includes(id));
  addLabels(
    pull,
    chosen.map(({ name }) => name),
  );
  return [200, chosen];
}

/** https://docs.gitea.com/api/#tag/repository/operation/repoCreatePullReview */
function reviewed(pull: LocalPull, body: Asked["body"]): Answer {
  const comments = (body.comments ?? []) as readonly Readonly<Record<string, unknown>>[];
  if (body.event !== "COMMENT" || (body.body === "" && comments.length === 0)) {
    return [422, { message: "review event COMMENT requires a body or a comment" }];
  }
  if (comments.some(({ path, new_position }) => typeof path !== "string" || typeof new_position !== "number")) {
    return [422, { message: "[Path]: Required" }];
  }
  const [waiting] = pull.reviews.filter(({ event }) => event !== "COMMENT");
  if (waiting)
    Object.assign(waiting, { ...body, comments: [...(waiting.comments as readonly unknown[]), ...comments] });
  else pull.reviews.push(body);
  return [200, { id: pull.reviews.length }];
}

function commentJson({ id, author, body }: LocalPull["comments"][number]) {
  return { id, user: { login: author }, body };
}

function repositoryOf({ origin, stored }: World, full_name: string) {
  const { archived = false, fork = false } = stored.get(full_name) ?? {};
  const name = full_name.split("/").at(-1) ?? full_name;
  return { name, full_name, clone_url: `${origin}/git/${full_name}.git`, default_branch: "main", archived, fork };
}

/** The branch is the `label`; the `ref` is another one once the branch is gone. */
function pullJson(at: At, pull: LocalPull) {
  const isThere = pull.fork !== null || headOf(at.folder, pull.head) !== null;
  return {
    number: pull.number,
    html_url: `${ROOT}/${at.name}/pulls/${pull.number}`,
    state: pull.state,
    title: pull.draft ? `WIP: ${pull.title}` : pull.title,
    body: pull.body,
    merged: pull.merged,
    draft: pull.draft,
    labels: pull.labels.map((name) => ({ name })),
    head: {
      label: pull.head,
      ref: isThere ? pull.head : `refs/pull/${pull.number}/head`,
      sha: shaOf(at, pull),
      repo_id: pull.fork === null ? 1 : 2,
    },
    base: { label: pull.base, ref: pull.base, repo_id: 1 },
  };
}
