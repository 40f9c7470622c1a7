/** Deliveries as forges send them, with as much of their payloads as the bot reads. */
import { createHmac } from "node:crypto";
import { writer } from "../forge/forge.test-data";

export const secret = "s3cret";

export interface Sent {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

export type Deliver = (event: string, payload: unknown, headers?: Readonly<Record<string, string>>) => Promise<Sent>;

let count = 0;

/** Delivers as GitHub does; each delivery has an id of its own unless it is given. */
export function githubAt(port: () => number): Deliver {
  return (event, payload, headers = {}) => {
    const body = typeof payload === "string" ? payload : JSON.stringify(payload);
    count++;
    return post(port(), body, {
      "x-github-event": event,
      "x-github-delivery": `delivery-${count}`,
      "x-hub-signature-256": `sha256=${hmac(body)}`,
      ...headers,
    });
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
