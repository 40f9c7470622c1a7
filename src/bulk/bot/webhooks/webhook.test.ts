import { campaignOf } from "../../campaign/campaign";
import { deliveryOf, readWebhook } from "./webhook";

const campaign = campaignOf("bot.toml", 'name = "forks"\n[forge]\nkind = "github"\n', () => [], String, "forge");
const ours = "grpc-fork-fix/forks";
const command = { word: "ignore", codes: ["GFF101"] };
const said = "/grpc-fork-fix ignore GFF101";

const project = { path_with_namespace: "acme/web/shop", default_branch: "main" };
const merge = (change: object) => ({
  project,
  object_attributes: {
    iid: 3,
    source_branch: "topic",
    source_project_id: 1,
    target_project_id: 1,
    action: "open",
    ...change,
  },
});
const note = (change: object) => ({
  project,
  user: { username: "ann" },
  object_attributes: { id: 9, note: said, noteable_type: "MergeRequest", action: "create", ...change },
  merge_request: { iid: 3 },
});

test.each([
  ["Merge Request Hook", merge({}), { kind: "review", repository: "acme/web/shop", number: 3 }],
  [
    "Merge Request Hook",
    merge({ action: "update", oldrev: "1" }),
    { kind: "review", repository: "acme/web/shop", number: 3 },
  ],
  ["Merge Request Hook", merge({ action: "update" }), null],
  ["Merge Request Hook", merge({ source_branch: ours }), null],
  [
    "Merge Request Hook",
    merge({ source_branch: ours, action: "close" }),
    { kind: "refresh", repositories: ["acme/web/shop"] },
  ],
  [
    "Note Hook",
    note({}),
    { kind: "command", repository: "acme/web/shop", number: 3, author: "ann", comment: "9", command },
  ],
  ["Note Hook", note({ noteable_type: "Issue" }), null],
  ["Note Hook", note({ action: "update" }), null],
  ["Push Hook", { ref: "refs/heads/main", after: "0000", project }, null],
  ["Job Hook", {}, null],
])("GitLab: %s %j", (event, payload, job) => {
  expect(readWebhook.gitlab({ headers: { "x-gitlab-event": event }, payload }, campaign)).toEqual(job);
});

const repository = { full_name: "acme/shop", default_branch: "main" };
const pull = (change: object, ref = "topic") => ({
  action: "opened",
  number: 3,
  repository,
  pull_request: { head: { ref, repo: repository } },
  ...change,
});
const comment = (change: object) => ({
  action: "created",
  is_pull: true,
  repository,
  issue: { number: 3 },
  comment: { id: 9, body: said, user: { login: "ann" } },
  ...change,
});

test.each([
  ["pull_request", pull({}), { kind: "review", repository: "acme/shop", number: 3 }],
  ["pull_request", pull({ action: "synchronized" }), { kind: "review", repository: "acme/shop", number: 3 }],
  ["pull_request", pull({ action: "closed" }, ours), { kind: "refresh", repositories: ["acme/shop"] }],
  ["pull_request", pull({ action: "labeled" }), null],
  [
    "issue_comment",
    comment({}),
    { kind: "command", repository: "acme/shop", number: 3, author: "ann", comment: "9", command },
  ],
  ["issue_comment", comment({ is_pull: false }), null],
  ["push", { ref: "refs/heads/main", after: "0000", repository }, null],
])("Gitea: %s %j", (event, payload, job) => {
  expect(readWebhook.gitea({ headers: { "x-gitea-event": event }, payload }, campaign)).toEqual(job);
});

test("the id of a delivery is the forge's own", () => {
  expect(deliveryOf("github", { "x-github-delivery": "1" })).toBe("1");
  expect(deliveryOf("gitlab", { "x-gitlab-event-uuid": "2", "idempotency-key": "3" })).toBe("3");
  expect(deliveryOf("gitea", {})).toBeNull();
});
