/** Deliveries as forges send them, with as much of their payloads as the bot reads. */
import { createHmac } from "node:crypto";
import { writer } from "../forge/forge.test-data";
import type { ForgeKind } from "../types";

export const secret = "s3cret";

export interface Sent {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

export type Deliver = (event: string, payload: unknown, headers?: Readonly<Record<string, string>>) => Promise<Sent>;

let count = 0;

/** Delivers as a forge does what is told in the words of GitHub; each delivery has an id of its own unless it is given. */
export function deliverAt(kind: ForgeKind, port: () => number): Deliver {
  return (event, payload, headers = {}) => {
    const { "x-github-delivery": id = `delivery-${++count}`, ...more } = headers;
    const spoken = typeof payload === "string" ? { event, payload } : words[kind](event, payload as Payload);
    const body = typeof spoken.payload === "string" ? spoken.payload : JSON.stringify(spoken.payload);
    return post(port(), body, { ...headersOf(kind, { event: spoken.event, id, body }), ...more });
  };
}

/** Delivers as GitHub does. */
export function githubAt(port: () => number): Deliver {
  return deliverAt("github", port);
}

interface Envelope {
  readonly event: string;
  readonly id: string;
  readonly body: string;
}

function headersOf(kind: ForgeKind, { event, id, body }: Envelope): Readonly<Record<string, string>> {
  switch (kind) {
    case "github":
      return {
        "x-github-event": event,
        "x-github-delivery": id,
        "x-hub-signature-256": `sha256=${hmac(body)}`,
      };
    case "gitlab":
      return { "x-gitlab-event": event, "idempotency-key": id, "x-gitlab-token": secret };
    case "gitea":
      return { "x-gitea-event": event, "x-gitea-delivery": id, "x-gitea-signature": hmac(body) };
  }
}

type Payload = Partial<ReturnType<typeof push> & ReturnType<typeof pull> & ReturnType<typeof comment>>;
interface Spoken {
  readonly event: string;
  readonly payload: unknown;
}

/** What an event of GitHub is called by others, and how its payload looks there. */
const words: Readonly<Record<ForgeKind, (event: string, payload: Payload) => Spoken>> = {
  github: (event, payload) => ({ event, payload }),
  gitea: (event, payload) => {
    const action = payload.action === "synchronize" ? "synchronized" : payload.action;
    const isSync = event === "pull_request" && action === "synchronized";
    return {
      event: isSync ? "pull_request_sync" : event,
      payload: { ...payload, ...(action && { action }), is_pull: payload.issue?.pull_request !== undefined },
    };
  },
  gitlab: (event, payload) => {
    const project = { path_with_namespace: repository.full_name, default_branch: repository.default_branch };
    switch (event) {
      case "push":
        return { event: "Push Hook", payload: { ref: payload.ref, after: payload.after, project } };
      case "pull_request":
        return { event: "Merge Request Hook", payload: { project, object_attributes: mergeOf(payload) } };
      default:
        return { event: "Note Hook", payload: { project, ...noteOf(payload) } };
    }
  },
};

const ACTIONS = new Map([
  ["opened", "open"],
  ["synchronize", "update"],
  ["closed", "close"],
  ["reopened", "reopen"],
]);

function mergeOf({ action = "", number, pull_request }: Payload) {
  const source = { source_branch: pull_request?.head.ref, source_project_id: 1, target_project_id: 1 };
  const at = { updated_at: pull_request?.updated_at };
  return {
    iid: number,
    ...source,
    ...at,
    action: ACTIONS.get(action),
    ...(action === "synchronize" ? { oldrev: "1" } : {}),
  };
}

function noteOf({ issue, comment: said, action = "" }: Payload) {
  return {
    user: { username: said?.user.login },
    object_attributes: {
      id: said?.id,
      note: said?.body,
      noteable_type: "MergeRequest",
      action: action === "created" ? "create" : "update",
    },
    merge_request: { iid: issue?.number },
  };
}

export async function post(port: number, body: string, headers: Readonly<Record<string, string>>): Promise<Sent> {
  const url = `http://127.0.0.1:${port}/webhook`;
  const response = await fetch(url, { method: "POST", body, headers });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

export function hmac(body: string, key = secret): string {
  return createHmac("sha256", key).update(body).digest("hex");
}

const repository = { full_name: "acme/shop", default_branch: "main" };
let commits = 0;

/** A push of a new commit. */
export function push(branch = "main") {
  commits++;
  return { ref: `refs/heads/${branch}`, after: String(commits), deleted: false, repository };
}

export function pull(number: number, branch: string, action = "opened") {
  const head = { ref: branch, repo: repository };
  return { action, number, repository, pull_request: { head, updated_at: String(++commits) } };
}

export function comment(number: number, body: string, login = writer) {
  commits++;
  return {
    action: "created",
    repository,
    issue: { number, pull_request: { url: "" } },
    comment: { id: commits, body, user: { login } },
  };
}
