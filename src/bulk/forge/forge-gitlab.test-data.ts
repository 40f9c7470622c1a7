/** The parts of GitLab's API that a campaign needs: https://docs.gitlab.com/api/rest/ */
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
  git,
  headOf,
  isOpenFrom,
  type LocalPull,
  namesBelow,
  paged,
  placeOf,
  reader,
  shaOf,
  token,
  type World,
  writer,
} from "./local-forge.test-data";

/** Everybody, and how much they may: https://docs.gitlab.com/api/access_requests/#valid-access-levels */
const people = [
  { id: 1, username: bot, access_level: 40 },
  { id: 2, username: writer, access_level: 30 },
  { id: 3, username: reader, access_level: 20 },
  { id: 4, username: "stranger", access_level: null },
];

const missing = (what: string): Answer => [404, { message: `404 ${what} Not Found` }];

export const gitlab: Dialect = {
  api: "/api/v4",
  authorization: `Bearer ${token}`,
  gitUser: "oauth2",
  // https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/#response-headers
  refusals: {
    secondary: () => [429, "Retry later\n", { "retry-after": "1" }],
    "secondary-without-hint": () => [429, "Retry later\n"],
    "too-many": () => [
      429,
      "Retry later\n",
      { "ratelimit-remaining": "0", "ratelimit-reset": String(Math.ceil(Date.now() / 1000) + 1) },
    ],
    "bad-gateway": () => [502, "<html>GitLab is not responding</html>"],
    expired: () => [401, { error: "invalid_token", error_description: "Token is expired." }],
  },
  answer,
};

type Listed = (items: readonly unknown[]) => Answer;

function answer(world: World, asked: Asked): Answer {
  const { path, query } = asked;
  const listed: Listed = (items) => paged(world.origin + gitlab.api, asked, items);
  const described = (prefix: string) => namesBelow(world, prefix).map((name) => projectOf(world, name));
  if (path === "/user") return [200, people[0]];
  if (path === "/users") return listed(people.filter(({ username }) => username === query.get("username")));
  if (path === "/projects") return listed(described("").filter((one) => one.name.includes(query.get("search") ?? "")));
  const group = /^\/groups\/([^/]+)\/projects$/.exec(path)?.[1];
  if (group !== undefined) return listed(described(`${decodeURIComponent(group)}/`));
  const [, name = "", rest = ""] = /^\/projects\/([^/]+)(.*)$/.exec(path) ?? [];
  const at = placeOf(world, decodeURIComponent(name));
  if (at === null) return missing("Project");
  if (rest === "") return [200, projectOf(world, at.name)];
  return refs(at, rest) ?? requests(at, rest, asked, listed) ?? one(at, rest, asked, listed) ?? missing("Resource");
}

function refs({ folder }: At, rest: string): Answer | null {
  const member = /^\/members\/all\/(\d+)$/.exec(rest)?.[1];
  if (member !== undefined) {
    const found = people.find(({ id, access_level }) => id === Number(member) && access_level !== null);
    return found === undefined ? missing("Member") : [200, found];
  }
  // A slash in the name has to be encoded.
  const branch = /^\/repository\/branches\/([^/]+)$/.exec(rest)?.[1];
  if (branch === undefined) return null;
  const id = headOf(folder, decodeURIComponent(branch));
  return id === null ? missing("Branch") : [200, { name: decodeURIComponent(branch), commit: { id } }];
}

function requests(at: At, rest: string, { method, query, body }: Asked, listed: Listed): Answer | null {
  if (rest !== "/merge_requests") return null;
  if (method === "POST") return opened(at, body);
  const branch = query.get("source_branch");
  const state = query.get("state") ?? "all";
  const chosen = at.stored.pulls.filter(
    (pull) => (branch === null || pull.head === branch) && (state === "all" || stateOf(pull) === state),
  );
  return listed(chosen.reverse().map((pull) => mergeJson(at, pull)));
}

/** https://docs.gitlab.com/api/merge_requests/#create-mr */
function opened(at: At, { title, source_branch: head, target_branch: base, description = "" }: Asked["body"]): Answer {
  if (typeof title !== "string" || title === "") return [400, { error: "title is missing" }];
  if (typeof head !== "string") return [400, { error: "source_branch is missing" }];
  if (typeof base !== "string") return [400, { error: "target_branch is missing" }];
  if (head === base) return [422, { message: ["You can't use same project/branch for source and target"] }];
  if (headOf(at.folder, head) === null) return [422, { message: [`Source branch "${head}" does not exist`] }];
  if (isOpenFrom(at, head)) {
    return [409, { message: ["Another open merge request already exists for this source branch: !1"] }];
  }
  return [201, mergeJson(at, addPull(at, { ...titled(title), body: String(description), head, base }))];
}

/** https://docs.gitlab.com/user/project/merge_requests/drafts/#mark-merge-requests-as-drafts */
function titled(title: string) {
  return { title: title.replace(/^draft:\s*/i, ""), draft: /^draft:/i.test(title) };
}

function one(at: At, rest: string, { method, query, body }: Asked, listed: Listed): Answer | null {
  const [, number, what = ""] = /^\/merge_requests\/(\d+)(\/\w+)?$/.exec(rest) ?? [];
  const pull = at.stored.pulls.find((candidate) => candidate.number === Number(number));
  if (pull === undefined) return null;
  if (method === "PUT" && what === "") return changed(at, pull, body);
  if (what === "/commits") {
    const commits = commitsOf(at, pull).map(({ sha, author, committer }) => ({
      id: sha,
      author_email: author,
      committer_email: committer,
    }));
    return listed(commits.reverse());
  }
  if (what === "/notes") {
    if (method === "POST") return [201, noteJson(addComment(pull, bot, String(body.body)))];
    const threads = pull.reviews.map((review, index) => ({
      ...noteJson({ id: 2_000 + index, author: bot, body: review.body ?? "" }),
      position: review.position,
    }));
    const notes = [...pull.comments.map(noteJson), ...threads, { ...noteJson(CHANGE), system: true }];
    return listed(query.get("sort") === "asc" ? notes : notes.reverse());
  }
  if (what === "/discussions" && method === "POST") return discussed(at, pull, body);
  if (what === "/diffs") return listed(pull.fork === null ? diffsOf(at, pull) : []);
  return what === "" && method === "GET" ? [200, { ...mergeJson(at, pull), diff_refs: versionsOf(at, pull) }] : null;
}

/** What GitLab itself notes beside what people say. */
const CHANGE: LocalPull["comments"][number] = { id: 1_000, author: bot, body: "changed the description" };

/** https://docs.gitlab.com/api/merge_requests/#update-mr */
function changed(at: At, pull: LocalPull, { title, description, state_event: event, add_labels }: Asked["body"]) {
  if (typeof title === "string") Object.assign(pull, titled(title));
  if (typeof description === "string") pull.body = description;
  if (typeof add_labels === "string") addLabels(pull, add_labels.split(","));
  if (event === "close") closePull(at, pull, bot);
  return [200, mergeJson(at, pull)] as const;
}

/**
 * A line that the merge request does not add has to be told by its old number, too:
 * https://docs.gitlab.com/api/discussions/#create-a-new-thread-in-the-merge-request-diff
 */
function discussed(at: At, pull: LocalPull, body: Asked["body"]): Answer {
  const position = (body.position ?? {}) as Readonly<Record<string, unknown>>;
  const needed = ["base_sha", "start_sha", "head_sha", "position_type", "new_path", "old_path", "new_line"];
  const lost = needed.filter((key) => position[key] === undefined);
  if (lost.length > 0) return [400, { error: lost.map((key) => `position[${key}] is missing`).join(", ") }];
  const diff = diffsOf(at, pull).find(({ new_path }) => new_path === position.new_path)?.diff ?? "";
  const isThere = placesIn(diff).some(
    ([before, after]) => after === position.new_line && before === (position.old_line ?? null),
  );
  if (!isThere) return [400, { message: '400 Bad request - Note {:line_code=>["can\'t be blank"]}' }];
  pull.reviews.push(body);
  return [201, { id: String(pull.reviews.length) }];
}

function versionsOf({ folder }: At, { base, head, fork }: LocalPull) {
  if (fork !== null) return null;
  const base_sha = git(folder, "merge-base", base, head).trim();
  return { base_sha, start_sha: headOf(folder, base), head_sha: headOf(folder, head) };
}

/** https://docs.gitlab.com/api/merge_requests/#list-merge-request-diffs */
function diffsOf({ folder }: At, { base, head }: LocalPull) {
  const range = `${base}...${head}`;
  const paths = git(folder, "diff", "--name-only", range).split("\n").filter(Boolean);
  return paths.map((path) => {
    const text = git(folder, "diff", range, "--", path);
    return { old_path: path, new_path: path, collapsed: false, too_large: false, diff: text.slice(text.indexOf("@@")) };
  });
}

/** The old number (null: it was added) and the new one of each line of the new side. */
function placesIn(diff: string): readonly (readonly [before: number | null, after: number])[] {
  const places: (readonly [number | null, number])[] = [];
  let [before, after] = [0, 0];
  for (const line of diff.split("\n")) {
    const start = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line);
    if (start) [before, after] = [Number(start[1]), Number(start[2])];
    else if (line.startsWith("+")) places.push([null, after++]);
    else if (line.startsWith("-")) before++;
    else if (line.startsWith(" ")) places.push([before++, after++]);
  }
  return places;
}

function noteJson({ id, author, body }: LocalPull["comments"][number]) {
  return { id, author: { username: author }, body, system: false };
}

function stateOf({ state, merged }: LocalPull) {
  return merged ? "merged" : state === "open" ? "opened" : "closed";
}

function projectOf({ origin, stored }: World, name: string) {
  const { archived = false, fork = false } = stored.get(name) ?? {};
  return {
    name: name.split("/").at(-1) ?? name,
    path_with_namespace: name,
    http_url_to_repo: `${origin}/git/${name}.git`,
    default_branch: "main",
    archived,
    ...(fork ? { forked_from_project: { id: 1 } } : {}),
  };
}

function mergeJson(at: At, pull: LocalPull) {
  return {
    iid: pull.number,
    web_url: `${at.world.origin}/${at.name}/-/merge_requests/${pull.number}`,
    state: stateOf(pull),
    title: pull.draft ? `Draft: ${pull.title}` : pull.title,
    description: pull.body,
    draft: pull.draft,
    labels: pull.labels,
    sha: shaOf(at, pull),
    source_branch: pull.head,
    target_branch: pull.base,
    source_project_id: pull.fork === null ? 1 : 2,
    target_project_id: 1,
    closed_by: pull.closedBy === null || pull.merged ? null : { username: pull.closedBy },
  };
}
