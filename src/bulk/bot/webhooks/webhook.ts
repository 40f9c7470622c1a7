import type { IncomingHttpHeaders } from "node:http";
import type { Campaign, ForgeKind } from "../../types";
import type { Job } from "../job";
import { giteaJob } from "./gitea";
import { githubJob } from "./github";
import { gitlabJob } from "./gitlab";

/** A delivery that is known to come from the forge. */
export interface Webhook {
  readonly headers: IncomingHttpHeaders;
  /** JSON, of which nothing is known yet. */
  readonly payload: unknown;
}

/** What a webhook asks for; null where that is nothing. Throws a `Mismatch` for a payload that is not what its event has. */
export type ReadWebhook = (webhook: Webhook, campaign: Campaign) => Job | null;

export const readWebhook: Readonly<Record<ForgeKind, ReadWebhook>> = {
  github: githubJob,
  gitlab: gitlabJob,
  gitea: giteaJob,
};

/** The forge's own id of a delivery, the same when it is sent again; null where it says none. */
export function deliveryOf(forge: ForgeKind, headers: IncomingHttpHeaders): string | null {
  const names = {
    github: ["x-github-delivery"],
    gitlab: ["idempotency-key", "x-gitlab-event-uuid"],
    gitea: ["x-gitea-delivery"],
  }[forge];
  const found = names.map((name) => headers[name]).find((value) => typeof value === "string" && value !== "");
  return typeof found === "string" ? found.slice(0, 200) : null;
}
