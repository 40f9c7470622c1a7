/** https://docs.github.com/en/webhooks/webhook-events-and-payloads */
import { list, nullable, object } from "../../../host/json/shape";
import { optional, truth } from "../../forge/read";
import { commandIn, type Job } from "../job";
import { branchIn, long, number, repositoryName, word } from "./shapes";
import type { ReadWebhook } from "./webhook";

const repository = object({ full_name: repositoryName });
const push = object({
  ref: word,
  deleted: truth,
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
  repository,
  issue: object({ number }),
  comment: object({ id: number, body: long, user: nullable(object({ login: word })) }),
});
const names = list(repository, 100_000);
const changed = object({ action: word, repositories_added: names, repositories_removed: names });

/** GitHub and GitHub Enterprise. */
export const githubJob: ReadWebhook = ({ headers, payload }, campaign) => {
  switch (headers["x-github-event"]) {
    case "push": {
      const { ref, deleted, repository: there } = push(payload, []);
      const isBase = branchIn(ref) === (campaign.pullRequest.base ?? there.default_branch);
      return isBase && !deleted ? { kind: "refresh", repositories: [there.full_name] } : null;
    }
    case "pull_request":
      return pullJob(pull(payload, []), campaign.pullRequest.branch);
    case "issue_comment":
      return commentJob(payload);
    case "installation":
      return installationJob(payload);
    case "installation_repositories": {
      const { repositories_added: added, repositories_removed: removed, action } = changed(payload, []);
      return action === "removed" ? listed("leave", removed) : listed("refresh", added);
    }
    case "repository": {
      const { action, repository: there } = object({ action: word, repository })(payload, []);
      return ["archived", "deleted"].includes(action) ? listed("leave", [there]) : null;
    }
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
  const isNew = ["opened", "synchronize", "reopened", "ready_for_review"].includes(action);
  return isNew ? { kind: "review", repository: name, number: found.number } : null;
}

function commentJob(payload: unknown): Job | null {
  const { action, issue, comment: said, repository: there } = comment(payload, []);
  // An issue is no pull request; the key tells.
  const isPull =
    optional(
      "issue",
      optional("pull_request", (value) => value),
    )(payload, []) !== null;
  const command = commandIn(said.body);
  if (action !== "created" || !isPull || command === null || said.user === null) return null;
  const { login: author } = said.user;
  return {
    kind: "command",
    repository: there.full_name,
    number: issue.number,
    author,
    comment: String(said.id),
    command,
  };
}

function installationJob(payload: unknown): Job | null {
  const { action } = object({ action: word })(payload, []);
  const named = optional("repositories", names)(payload, []) ?? [];
  if (["created", "unsuspend", "new_permissions_accepted"].includes(action)) return listed("refresh", named);
  return ["deleted", "suspend"].includes(action) ? listed("leave", named) : null;
}

function listed(kind: "refresh" | "leave", all: ReturnType<typeof names>): Job | null {
  return all.length === 0 ? null : { kind, repositories: all.map(({ full_name }) => full_name) };
}
