/** The parts of GitHub's API that a campaign needs: https://docs.github.com/en/rest */
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
  reviewsOf,
  shaOf,
  token,
  type World,
  writer,
} from "./local-forge.test-data";

const MISSING: Answer = [404, { message: "Not Found" }];

export const github: Dialect = {
  api: "/api",
  authorization: `Bearer ${token}`,
  gitUser: "x-access-token",
  // https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
  refusals: {
    secondary: () => [403, { message: "You have exceeded a secondary rate limit." }, { "retry-after": "1" }],
    "secondary-without-hint": () => [403, { message: "You have exceeded a secondary rate limit." }],
    "too-many": () => [
      429,
      { message: "API rate limit exceeded" },
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Math.ceil(Date.now() / 1000) + 1) },
    ],
    "bad-gateway": () => [502, "<html>Unicorn!</html>"],
    expired: () => [401, { message: "Bad credentials" }],
  },
  answer,
};

function answer(world: World, asked: Asked): Answer {
  const { path } = asked;
  const listed = (items: readonly unknown[]) => paged(world.origin + github.api, asked, items);
  const described = (prefix: string) => namesBelow(world, prefix).map((name) => repositoryOf(world, name));
  if (path === "/user") return [200, { login: bot }];
  if (path === "/search/repositories") {
    const [status, items, headers = {}] = listed(described(""));
    return [status, { items }, headers];
  }
  const organisation = /^\/orgs\/([^/]+)\/repos$/.exec(path)?.[1];
  if (organisation !== undefined) return listed(described(`${organisation}/`));
  const [, name = "", rest = ""] = /^\/repos\/([^/]+\/[^/]+)(.*)$/.exec(path) ?? [];
  const at = placeOf(world, name);
  if (at === null) return MISSING;
  if (rest === "") return [200, repositoryOf(world, name)];
  return refs(at, rest) ?? pulls(at, rest, asked, listed) ?? onePull(at, rest, asked, listed) ?? MISSING;
}

type Listed = (items: readonly unknown[]) => Answer;

function refs({ folder }: At, rest: string): Answer | null {
  const login = /^\/collaborators\/([^/]+)\/permission$/.exec(rest)?.[1];
  if (login !== undefined) return [200, { permission: login === writer || login === bot ? "write" : "read" }];
  const branch = /^\/git\/ref\/heads\/(.+)$/.exec(rest)?.[1];
  if (branch === undefined) return null;
  const sha = headOf(folder, decodeURIComponent(branch));
  return sha === null ? MISSING : [200, { ref: `refs/heads/${branch}`, object: { sha, type: "commit" } }];
}

function pulls(at: At, rest: string, { method, query, body }: Asked, listed: Listed): Answer | null {
  if (rest !== "/pulls") return null;
  if (method === "POST") return opened(at, body);
  const head = query.get("head");
  const state = query.get("state") ?? "open";
  const chosen = at.stored.pulls.filter(
    (pull) =>
      (head === null || head === `${pull.fork ?? ownerOf(at)}:${pull.head}`) &&
      (state === "all" || pull.state === state),
  );
  return listed(chosen.reverse().map((pull) => pullJson(at, pull)));
}

/** https://docs.github.com/en/rest/pulls/pulls#create-a-pull-request */
function opened(at: At, { title, head, base, draft = false, body = "" }: Asked["body"]): Answer {
  if (typeof title !== "string" || title === "" || typeof head !== "string" || typeof base !== "string") {
    return [422, { message: "Validation Failed", errors: [{ code: "missing_field" }] }];
  }
  const [from, onto] = [headOf(at.folder, head), headOf(at.folder, base)];
  if (from === null || onto === null) return [422, { message: "Validation Failed", errors: [{ code: "invalid" }] }];
  if (from === onto) return [422, { message: `No commits between ${base} and ${head}` }];
  if (isOpenFrom(at, head)) {
    const message = `A pull request already exists for ${ownerOf(at)}:${head}.`;
    return [422, { message: "Validation Failed", errors: [{ message }] }];
  }
  return [201, pullJson(at, addPull(at, { title, body: String(body), draft: draft === true, head, base }))];
}

function onePull(at: At, rest: string, { method, body }: Asked, listed: Listed): Answer | null {
  const [, number, what = ""] = /^\/(?:pulls|issues)\/(\d+)(\/\w+)?$/.exec(rest) ?? [];
  const pull = at.stored.pulls.find((one) => one.number === Number(number));
  if (pull === undefined) return null;
  if (method === "PATCH") {
    if (typeof body.title === "string") pull.title = body.title;
    if (typeof body.body === "string") pull.body = body.body;
    if (body.state === "closed") closePull(at, pull, bot);
    return [200, pullJson(at, pull)];
  }
  if (what === "/labels") {
    addLabels(pull, (body.labels as string[] | undefined) ?? []);
    return [200, pull.labels.map((label) => ({ name: label }))];
  }
  if (what === "/reviews" && method === "GET") return listed(reviewsOf(pull).map(commentJson));
  if (what === "/reviews") {
    pull.reviews.push(body);
    return [200, { id: pull.reviews.length }];
  }
  if (what === "/comments") {
    if (method === "GET") return listed(pull.comments.map(commentJson));
    return [201, commentJson(addComment(pull, bot, String(body.body)))];
  }
  if (what === "/commits") {
    return listed(
      commitsOf(at, pull).map(({ sha, author, committer }) => ({
        sha,
        commit: { author: { email: author }, committer: { email: committer } },
      })),
    );
  }
  if (what !== "") return null;
  return [200, { ...pullJson(at, pull), closed_by: pull.closedBy === null ? null : { login: pull.closedBy } }];
}

function commentJson({ id, author, body }: LocalPull["comments"][number]) {
  return { id, user: { login: author }, body };
}

function ownerOf({ name }: At): string {
  return name.split("/")[0] ?? "";
}

function repositoryOf({ origin, stored }: World, name: string) {
  const { archived = false, fork = false } = stored.get(name) ?? {};
  return { full_name: name, clone_url: `${origin}/git/${name}.git`, default_branch: "main", archived, fork };
}

function pullJson(at: At, pull: LocalPull) {
  return {
    number: pull.number,
    html_url: `${at.world.origin}/${at.name}/pull/${pull.number}`,
    state: pull.state,
    title: pull.title,
    body: pull.body,
    draft: pull.draft,
    labels: pull.labels.map((label) => ({ name: label })),
    merged_at: pull.merged ? "2026-01-01T00:00:00Z" : null,
    head: { ref: pull.head, sha: shaOf(at, pull) },
    base: { ref: pull.base },
  };
}
