import { createSign } from "node:crypto";
import { object, type Shape, text, whole } from "../../host/json/shape";
import { remembered } from "./calls";
import { ForgeError } from "./forge";
import type { GitHubIdentity } from "./github";
import type { Http, HttpCall } from "./http";
import { read } from "./read";

const SHORT = 4_000;
/** A token is not used in its last minute, in milliseconds. */
const MARGIN = 60_000;

const userShape = object({ login: text(SHORT) });
const appShape = object({ slug: text(SHORT) });
const installationShape = object({ id: whole(1, 1e15) });
const tokenShape = object({ token: text(SHORT), expires_at: text(SHORT) });

/** A person's or a machine's own token. */
export function tokenIdentity(token: string, http: () => Http): GitHubIdentity {
  return {
    login: remembered(async () => {
      const call: HttpCall = { method: "GET", path: "/user" };
      return read(call, (await http().call(call)).content, userShape).login;
    }),
    token: async () => token,
  };
}

/** Reads what everybody may read. */
export const nobody: GitHubIdentity = { login: async () => "", token: async () => null };

/**
 * A GitHub App: it shows a signed statement of who it is, and gets a token of an hour for each owner that has installed
 * it. https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app
 *
 * @param key the private key, PEM.
 */
export function appIdentity(id: string, key: string, now: () => number, http: () => Http): GitHubIdentity {
  const ask = async <T>(method: HttpCall["method"], path: string, shape: Shape<T>): Promise<T> => {
    const call: HttpCall = { method, path, authorization: `Bearer ${statement(id, key, now())}` };
    return read(call, (await http().call(call)).content, shape);
  };
  const tokens = new Map<string, Promise<{ readonly token: string; readonly until: number }>>();
  const fresh = async (repository: string) => {
    const installation = await ask("GET", `/repos/${repository}/installation`, installationShape);
    const { token, expires_at } = await ask("POST", `/app/installations/${installation.id}/access_tokens`, tokenShape);
    return { token, until: Date.parse(expires_at) - MARGIN };
  };
  return {
    login: remembered(async () => `${(await ask("GET", "/app", appShape)).slug}[bot]`),
    token: async (repository) => {
      const owner = repository.split("/")[0] ?? "";
      const known = await tokens.get(owner)?.catch(() => undefined);
      if (known !== undefined && known.until > now()) return known.token;
      const promise = fresh(repository);
      tokens.set(owner, promise);
      return (await promise).token;
    },
  };
}

/** A JSON Web Token (RFC 7519) for ten minutes, from a minute ago because clocks differ. */
function statement(id: string, key: string, now: number): string {
  const at = Math.floor(now / 1_000);
  const parts = [
    { alg: "RS256", typ: "JWT" },
    { iat: at - 60, exp: at + 540, iss: id },
  ];
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  try {
    return `${text}.${createSign("RSA-SHA256").update(text).sign(key, "base64url")}`;
  } catch {
    // The reason that OpenSSL gives may hold parts of the key.
    throw new ForgeError({ kind: "unauthorised" }, "the private key of the app cannot be used: it must be RSA, in PEM");
  }
}
