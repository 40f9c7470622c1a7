/** Gitea and Forgejo, which follow GitHub but for a few names: https://docs.gitea.com/usage/webhooks */
import { nullable, object } from "../../../host/json/shape";
import { truth } from "../../forge/read";
import { commandIn, type Job } from "../job";
import { branchIn, long, number, repositoryName, word } from "./shapes";
import type { ReadWebhook } from "./webhook";

const repository = object({ full_name: repositoryName });
/** `after` is all zeros for a branch that was deleted. */
const push = object({
  ref: word,
  after: word,
  repository: object({ full_name: repositoryName, default_branch: word }),
});
const pull = object({
  action: word,
  number,
  repository,
  pull_request: object({ head: object({ ref: word, repo: nullable(repository) }) }),
});
const comment = object({
  action: word,
  is_pull: truth,
  repository,
  issue: object({ number }),
  comment: object({ id: number, body: long, user: object({ login: word }) }),
});

/** Gitea and Forgejo. */
export const giteaJob: ReadWebhook = ({ headers, payload }, campaign) => {
  switch (headers["x-gitea-event"]) {
    case "push": {
      const { ref, after, repository: there } = push(payload, []);
      const isBase = branchIn(ref) === (campaign.pullRequest.base ?? there.default_branch);
      return isBase && !/^0+$/.test(after) ? { kind: "refresh", repositories: [there.full_name] } : null;
    }
    case "pull_request":
    case "pull_request_sync":
      return pullJob(pull(payload, []), campaign.pullRequest.branch);
    case "issue_comment":
    case "pull_request_comment":
      return commentJob(payload);
    default:
      return null;
  }
};

function pullJob({ action, ...found }: ReturnType<typeof pull>, ours: string): Job | null {
  const { full_name: name } = found.repository;
  const { head } = found.pull_request;
  if (head.ref === ours && head.repo?.full_name === name) {
    return action === "closed" || action === "reopened" ? { kind: "refresh", repositories: [name] } : null;
  }
  const isNew = ["opened", "synchronized", "reopened"].includes(action);
  return isNew ? { kind: "review", repository: name, number: found.number } : null;
}

function commentJob(payload: unknown): Job | null {
  const { action, is_pull: isPull, issue, comment: said, repository: there } = comment(payload, []);
  const command = commandIn(said.body);
  if (action !== "created" || !isPull || command === null) return null;
  const { full_name: name } = there;
  const { login: author } = said.user;
  return { kind: "command", repository: name, number: issue.number, author, comment: String(said.id), command };
}
