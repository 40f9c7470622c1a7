import { readFileSync } from "node:fs";
import { explain } from "../../host/target";
import { UsageError } from "../../host/usage-error";
import type { ForgeSettings } from "../types";
import type { Forge } from "./forge";
import { classifyGitea, giteaForge } from "./gitea";
import { classifyGithub, type GitHubIdentity, githubForge } from "./github";
import { appIdentity, nobody, tokenIdentity } from "./github-identity";
import { classifyGitlab, gitlabForge } from "./gitlab";
import { type Classify, type Http, type HttpWorld, openHttp } from "./http";
import { routeTo } from "./proxy";

/** What a forge needs of the world. */
export interface ForgeWorld extends HttpWorld {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds for one answer; {@link ANSWER_LIMIT} where it is missing. */
  readonly limit?: number;
}

/** Milliseconds within which an answer has to be here to its last byte. */
export const ANSWER_LIMIT = 60_000;

/**
 * Opens the forge of a campaign. Nothing is asked yet.
 *
 * @throws UsageError where the secret that the settings name is not there, or a proxy cannot be used.
 */
export function openForge(settings: ForgeSettings, world: ForgeWorld): Forge {
  switch (settings.kind) {
    case "github":
      return openGithub(settings, world);
    case "gitlab":
      return openWithToken(
        settings,
        world,
        (token) => (token === null ? null : `Bearer ${token}`),
        classifyGitlab,
        gitlabForge,
      );
    case "gitea":
      return openWithToken(
        settings,
        world,
        (token) => (token === null ? null : `token ${token}`),
        classifyGitea,
        giteaForge,
      );
  }
}

/** Where a token is the only way to be somebody. */
function openWithToken(
  { api, identity }: ForgeSettings,
  world: ForgeWorld,
  authorization: (token: string | null) => string | null,
  classify: Classify,
  forge: (http: Http, token: string | null) => Forge,
): Forge {
  const token = identity.kind === "token" ? secretOf(identity.variable, world) : null;
  const headers = { accept: "application/json", "user-agent": "grpc-fork-fix" };
  const authorize = async () => authorization(token);
  const route = routeTo(api, world.environment);
  return forge(
    openHttp({ ...world, api, route, limit: world.limit ?? ANSWER_LIMIT, headers, authorize, classify }),
    token,
  );
}

function openGithub(settings: ForgeSettings, world: ForgeWorld): Forge {
  const identity: GitHubIdentity = identityOf(settings, world, () => http);
  const http: Http = openHttp({
    ...world,
    api: settings.api,
    route: routeTo(settings.api, world.environment),
    limit: world.limit ?? ANSWER_LIMIT,
    headers: {
      accept: "application/vnd.github+json",
      "x-github-api-version": "2022-11-28",
      "user-agent": "grpc-fork-fix",
    },
    authorize: async ({ path }) => {
      const token = await identity.token(/^\/(?:repos|orgs)\/([^?]+)/.exec(path)?.[1] ?? "");
      return token === null ? null : `Bearer ${token}`;
    },
    classify: classifyGithub,
  });
  return githubForge(http, identity);
}

function identityOf({ identity }: ForgeSettings, world: ForgeWorld, http: () => Http): GitHubIdentity {
  switch (identity.kind) {
    case "none":
      return nobody;
    case "token":
      return tokenIdentity(secretOf(identity.variable, world), http);
    case "app":
      return appIdentity(identity.id, keyOf(identity.keyFile), world.now, http);
  }
}

function secretOf(variable: string, { environment }: ForgeWorld): string {
  const secret = environment[variable]?.trim();
  if (secret) return secret;
  throw new UsageError(`the environment variable ${variable} is empty; it should hold the token of the forge`);
}

function keyOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`the private key ${file} cannot be read: ${explain(error)}`);
  }
}
