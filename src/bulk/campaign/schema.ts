import {
  count,
  form,
  list,
  onOrOff,
  type Read,
  type Reader,
  record,
  text,
  texts,
  word,
} from "../../host/configuration/reader";
import { grpcioVersion, pythonVersion } from "../../host/configuration/values";

const dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

const campaignName = form("a name of lower-case letters, digits and dashes", (value) =>
  /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(value) ? value : null,
);

const address = form("an http or https address", (value) => {
  if (!/^https?:\/\/[^/\s@]/.test(value) || !URL.canParse(value)) return null;
  return value.replace(/\/+$/, "");
});

/** What git takes for a branch, and a little less: https://git-scm.com/docs/git-check-ref-format */
const branchName = form("the name of a branch", (value) =>
  /^(?!\/|-)(?!.*(?:\.\.|\/\/|@\{|\.lock(?:\/|$)|\/\.))[\w./+@-]+(?<![./])$/.test(value) && !value.startsWith(".")
    ? value
    : null,
);

const variableName = form("the name of an environment variable", (value) => (/^\w+$/.test(value) ? value : null));

const timeOfDay = form("a time such as 09:30", (value) => {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$|^24:00$/.exec(value);
  return found ? Number(found[1] ?? 24) * 60 + Number(found[2] ?? 0) : null;
});

const timeZone = form("a time zone such as Europe/Berlin", (value) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return value;
  } catch {
    return null;
  }
});

const pythonText = form(pythonVersion.type, (value) => (pythonVersion.parse(value) === null ? null : value));

const author = form("a name and an address: Ann <ann@example.com>", (value) => {
  const found = /^([^<>\n]+?)\s*<([^<>\s]+@[^<>\s]+)>$/.exec(value);
  return found?.[1] && found[2] ? { name: found[1], email: found[2] } : null;
});

const tables = {
  forge: {
    kind: word(["github", "gitlab", "gitea"]),
    api: address,
    git: address,
    "token-env": variableName,
    "app-id": text,
    "app-key-file": text,
    anonymous: onOrOff,
  },
  repositories: {
    list: texts,
    files: texts,
    organisations: texts,
    searches: texts,
    exclude: texts,
    archived: onOrOff,
    forks: onOrOff,
  },
  analysis: {
    select: texts,
    ignore: texts,
    exclude: texts,
    "unsafe-fixes": onOrOff,
    "target-python": pythonText,
    "grpcio-version": form(grpcioVersion.type, grpcioVersion.parse),
  },
  "pull-request": {
    branch: branchName,
    base: branchName,
    title: text,
    body: text,
    draft: onOrOff,
    labels: texts,
    author,
  },
  limits: {
    seconds: count(1),
    megabytes: count(64),
    "checkout-megabytes": count(1),
    files: count(1),
    attempts: count(1),
  },
  pace: { "per-minute": count(1), "per-hour": count(1), open: count(1) },
};

const window = { days: list(word(dayNames), "an array of days"), from: timeOfDay, until: timeOfDay, zone: timeZone };

const fields = {
  name: campaignName,
  forge: record(tables.forge, "a table"),
  repositories: record(tables.repositories, "a table"),
  analysis: record(tables.analysis, "a table"),
  "pull-request": record(tables["pull-request"], "a table"),
  limits: record(tables.limits, "a table"),
  pace: record(tables.pace, "a table"),
  windows: list(record(window, "a table"), "an array of tables"),
};

/** Every key that a campaign file may hold, dotted. */
export const campaignKeys: readonly string[] = Object.keys(fields).flatMap((key) => {
  const below = Object.entries(tables).find(([table]) => table === key)?.[1];
  return below ? Object.keys(below).map((name) => `${key}.${name}`) : [key];
});

/** What a campaign file may hold; docs/migrate.md has each key. */
export const campaignTable: Reader<Declared> = record(fields, "a table");

/** What a campaign file says: only the keys that are in it. */
export type Declared = Read<typeof fields>;

/** 0 is Sunday. */
export function dayNumber(day: (typeof dayNames)[number]): number {
  return dayNames.indexOf(day);
}
