import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { KeyPath } from "../../host/configuration/key-lines";
import { tomlDocument } from "../../host/configuration/toml-document";
import { explain } from "../../host/target";
import { UsageError } from "../../host/usage-error";
import type { Campaign, ForgeKind, ForgeSettings, Selection, Window } from "../types";
import { campaignTable, type Declared, dayNumber } from "./schema";
import { yamlDocument } from "./yaml-document";

/** Where each kind of forge is for everybody; of Gitea there is no such place. */
const publicPlaces: Readonly<Record<ForgeKind, { readonly api: string; readonly git: string } | null>> = {
  github: { api: "https://api.github.com", git: "https://github.com" },
  gitlab: { api: "https://gitlab.com/api/v4", git: "https://gitlab.com" },
  gitea: null,
};

const tokenVariables: Readonly<Record<ForgeKind, string>> = {
  github: "GITHUB_TOKEN",
  gitlab: "GITLAB_TOKEN",
  gitea: "GITEA_TOKEN",
};

/** What a campaign cannot do without: to be gone through it has to name repositories, a bot is told of them by the forge. */
export type Need = "repositories" | "forge";

const lacking: Readonly<Record<Need, string>> = {
  repositories: "the campaign names no repositories",
  forge: "the campaign has no `forge`",
};

/** Says of a key what is wrong with it. */
type Complain = (path: KeyPath, sentence: string) => void;

/**
 * Reads a campaign file, TOML or (by its name) YAML, and the lists that it names, which are relative to it.
 *
 * @throws UsageError with every mistake, by file and line.
 */
export function loadCampaign(path: string, cwd: string, need: Need = "repositories"): Campaign {
  const file = resolve(cwd, path);
  const listIn = (name: string) => repositoriesIn(textOf(resolve(dirname(file), name), name));
  return campaignOf(path, textOf(file, path), listIn, (name) => resolve(dirname(file), name), need);
}

/** The same for a text. `listIn` gives what a list file names, `located` the absolute path of a file that it names. */
export function campaignOf(
  name: string,
  text: string,
  listIn: (file: string) => readonly string[],
  located: (file: string) => string,
  need: Need = "repositories",
): Campaign {
  const document = /\.ya?ml$/.test(name) ? yamlDocument(text) : tomlDocument(text);
  if (document.kind === "broken") throw new UsageError(`${name}:${document.line}: ${document.message}`);
  const complaints: string[] = [];
  const complain: Complain = (path, sentence) => complaints.push(`${name}:${document.lineOf(path)}: ${sentence}`);
  const declared = campaignTable.read(document.table, (path, sentence) => complain(path, sentence(path.join("."))));
  const campaign = declared && complete(declared, listIn, located, complain);
  if (declared && lacks(declared, need)) complain([need], lacking[need]);
  if (complaints.length > 0 || !campaign) throw new UsageError(complaints.join("\n"));
  return campaign;
}

function complete(
  declared: Declared,
  listIn: (file: string) => readonly string[],
  located: (file: string) => string,
  complain: Complain,
): Campaign {
  const { name = "", limits = {}, pace = {} } = declared;
  // A wrong name has been complained about.
  if (name === "" && !("name" in declared)) complain([], "the campaign has no `name`");
  const request = declared["pull-request"] ?? {};
  return {
    name,
    forge: forgeOf(declared.forge, located, complain),
    repositories: selectionOf(declared, listIn, complain),
    analysis: flagsOf(declared.analysis ?? {}),
    pullRequest: {
      branch: request.branch ?? `grpc-fork-fix/${name}`,
      base: request.base ?? null,
      title: request.title ?? "Make gRPC safe to fork",
      body: request.body ?? "{{report}}",
      draft: request.draft ?? false,
      labels: request.labels ?? [],
      author: request.author ?? { name: "grpc-fork-fix", email: "grpc-fork-fix@users.noreply.github.com" },
    },
    limits: {
      seconds: limits.seconds ?? 300,
      megabytes: limits.megabytes ?? 2048,
      checkoutMegabytes: limits["checkout-megabytes"] ?? 512,
      files: limits.files ?? 100_000,
      attempts: limits.attempts ?? 3,
    },
    // A quarter of what GitHub allows: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
    pace: { perMinute: pace["per-minute"] ?? 20, perHour: pace["per-hour"] ?? 120, open: pace.open ?? null },
    windows: (declared.windows ?? []).map((window, index) => windowOf(window, ["windows", index], complain)),
  };
}

function forgeOf(
  declared: Declared["forge"],
  located: (file: string) => string,
  complain: Complain,
): ForgeSettings | null {
  if (declared === undefined) return null;
  const { kind } = declared;
  if (kind === undefined) {
    complain(["forge"], "`forge` has no `kind`");
    return null;
  }
  const place = publicPlaces[kind];
  const api = declared.api ?? place?.api;
  const git = declared.git ?? (declared.api === undefined ? place?.git : undefined);
  if (api === undefined) complain(["forge"], "`forge` has no `api`: the address of its API");
  if (git === undefined) complain(["forge"], "`forge` has no `git`: the address before the names of repositories");
  return { kind, api: api ?? "", git: git ?? "", identity: identityOf(declared, kind, located, complain) };
}

function identityOf(
  declared: NonNullable<Declared["forge"]>,
  kind: ForgeKind,
  located: (file: string) => string,
  complain: Complain,
): ForgeSettings["identity"] {
  const { "app-id": id, "app-key-file": keyFile, anonymous } = declared;
  if (anonymous === true) return { kind: "none" };
  if (id === undefined && keyFile === undefined) {
    return { kind: "token", variable: declared["token-env"] ?? tokenVariables[kind] };
  }
  if (kind !== "github") complain(["forge", "app-id"], "only GitHub has apps; use `token-env`");
  if (id === undefined || keyFile === undefined) complain(["forge"], "an app needs both `app-id` and `app-key-file`");
  return { kind: "app", id: id ?? "", keyFile: located(keyFile ?? "") };
}

function lacks({ forge, repositories = {} }: Declared, need: Need): boolean {
  if (need === "forge") return forge === undefined;
  const { list = [], files = [], organisations = [], searches = [] } = repositories;
  return [list, files, organisations, searches].every(({ length }) => length === 0);
}

function selectionOf(declared: Declared, listIn: (file: string) => readonly string[], complain: Complain): Selection {
  const { list = [], files = [], organisations = [], searches = [], ...rest } = declared.repositories ?? {};
  const listed = files.flatMap((file, index) => {
    try {
      return listIn(file);
    } catch (error) {
      complain(["repositories", "files", index], error instanceof Error ? error.message : String(error));
      return [];
    }
  });
  if (declared.forge === undefined && organisations.length + searches.length > 0) {
    complain(["repositories"], "`organisations` and `searches` need a `forge` to ask");
  }
  return {
    list: [...new Set([...list, ...listed])],
    organisations,
    searches,
    exclude: rest.exclude ?? [],
    archived: rest.archived ?? false,
    forks: rest.forks ?? false,
  };
}

function windowOf(
  { days, from, until, zone }: NonNullable<Declared["windows"]>[number],
  path: KeyPath,
  complain: Complain,
): Window {
  const window = {
    days: (days ?? ["mon", "tue", "wed", "thu", "fri"]).map(dayNumber),
    from: from ?? 0,
    until: until ?? 24 * 60,
    zone: zone ?? "UTC",
  };
  if (window.until <= window.from) complain(path, "the window ends before it begins");
  return window;
}

function flagsOf(analysis: NonNullable<Declared["analysis"]>): readonly string[] {
  const listed = (["select", "ignore", "exclude"] as const).flatMap((key) =>
    (analysis[key] ?? []).map((value) => `--${key}=${value}`),
  );
  const single = (["target-python", "grpcio-version"] as const).flatMap((key) =>
    analysis[key] === undefined ? [] : [`--${key}=${analysis[key]}`],
  );
  return [...listed, ...single, ...(analysis["unsafe-fixes"] === true ? ["--unsafe-fixes"] : [])];
}

/** A name a line; blank lines and what follows a `#` do not count. */
function repositoriesIn(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => line.replace(/(^|\s)#.*/, "").trim() || []);
}

function textOf(file: string, name: string): string {
  try {
    return readFileSync(file, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${explain(error)}`);
  }
}
