import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { ForgeKind } from "../types";

/**
 * Whether a delivery comes from the forge: its signature over the bytes of the body was made with one of our secrets. There may be
 * several while one is being replaced. Only the way of that forge counts, since GitLab's proves nothing about the body.
 *
 * Sources: https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries,
 * https://docs.gitlab.com/user/project/integrations/webhooks/#create-a-webhook, https://docs.gitea.com/usage/webhooks
 */
export function isFrom(
  forge: ForgeKind,
  headers: IncomingHttpHeaders,
  body: Uint8Array,
  secrets: readonly string[],
): boolean {
  const given = headers[headerOf[forge]];
  if (typeof given !== "string") return false;
  // Each of them is looked at: how long it takes says nothing.
  return secrets.map((secret) => isSame(given, expected(forge, secret, body))).includes(true);
}

const headerOf: Readonly<Record<ForgeKind, string>> = {
  github: "x-hub-signature-256",
  gitlab: "x-gitlab-token",
  gitea: "x-gitea-signature",
};

function expected(forge: ForgeKind, secret: string, body: Uint8Array): string {
  if (forge === "gitlab") return secret;
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return forge === "github" ? `sha256=${signature}` : signature;
}

/** In a time that does not depend on where they differ, or on their lengths. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
