/** https://docs.gitlab.com/user/project/integrations/webhook_events/ */
import { nullable, object } from "../../../host/json/shape";
import { optional } from "../../forge/read";
import { commandIn, type Job } from "../job";
import { branchIn, long, number, repositoryName, word } from "./shapes";
import type { ReadWebhook } from "./webhook";

const project = object({ path_with_namespace: repositoryName });
/** `after` is all zeros for a branch that was deleted. */
const push = object({
  ref: word,
  after: word,
  project: object({ path_with_namespace: repositoryName, default_branch: nullable(word) }),
});
const merge = object({
  project,
  object_attributes: object({ iid: number, source_branch: word, source_project_id: number, target_project_id: number }),
});
const note = object({
  project,
  user: object({ username: word }),
  object_attributes: object({ id: number, note: long, noteable_type: word }),
});

/** GitLab. */
export const gitlabJob: ReadWebhook = ({ headers, payload }, campaign) => {
  switch (headers["x-gitlab-event"]) {
    case "Push Hook": {
      const { ref, after, project: there } = push(payload, []);
      const isBase = branchIn(ref) === (campaign.pullRequest.base ?? there.default_branch);
      return isBase && !/^0+$/.test(after) ? { kind: "refresh", repositories: [there.path_with_namespace] } : null;
    }
    case "Merge Request Hook":
      return mergeJob(payload, campaign.pullRequest.branch);
    case "Note Hook":
      return noteJob(payload);
    default:
      return null;
  }
};

function mergeJob(payload: unknown, ours: string): Job | null {
  const { project: there, object_attributes: found } = merge(payload, []);
  const attribute = (key: string) => optional("object_attributes", optional(key, word))(payload, []);
  const name = there.path_with_namespace;
  // Missing when a merge request is changed by the system.
  const action = attribute("action");
  if (found.source_branch === ours && found.source_project_id === found.target_project_id) {
    return action === "close" || action === "merge" || action === "reopen"
      ? { kind: "refresh", repositories: [name] }
      : null;
  }
  // An update has `oldrev` when it brings commits.
  const isNew = action === "open" || action === "reopen" || (action === "update" && attribute("oldrev") !== null);
  return isNew ? { kind: "review", repository: name, number: found.iid } : null;
}

function noteJob(payload: unknown): Job | null {
  const { project: there, user, object_attributes: said } = note(payload, []);
  const action = optional("object_attributes", optional("action", word))(payload, []);
  const command = commandIn(said.note);
  if (said.noteable_type !== "MergeRequest" || action === "update" || command === null) return null;
  const { iid } = object({ merge_request: object({ iid: number }) })(payload, []).merge_request;
  const { path_with_namespace: repository } = there;
  return { kind: "command", repository, number: iid, author: user.username, comment: String(said.id), command };
}
