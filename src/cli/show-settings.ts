import { type Key, schema } from "../host/configuration/schema";
import type { Options, UserModels } from "../types";
import type { Arguments } from "./arguments";
import type { Settings } from "./settings";

/** What holds for a call, as TOML that a configuration file could hold; each line says where it comes from. */
export function settingsText(settings: Settings, options: Options): string {
  const { configuration } = settings;
  const keys = (Object.keys(schema) as Key[]).filter((key) => key !== "extend" && key !== "models");
  const files = configuration.files.length === 0 ? "none" : configuration.files.join(", which extends ");
  return [
    `# Configuration file: ${files}`,
    ...keys.map((key) => lineOf(key, effective(key, settings, options), sourceText(key, settings, options))),
    ...modelLines(configuration.values.models, settings.sourceOf("models")),
    "",
  ].join("\n");
}

type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain | null };

/** Null where nothing says what it is. */
function effective(key: Key, { args, configuration, baseline }: Settings, options: Options): Plain | null {
  const { targetPython, grpcio } = options;
  const values: Readonly<Partial<Record<Key, Plain | null>>> = {
    ...fromArguments(args),
    baseline,
    "target-python": targetPython && `${targetPython.major}.${targetPython.minor}`,
    "grpcio-version": grpcio?.version ?? null,
    "per-file-ignores": Object.fromEntries(configuration.values["per-file-ignores"] ?? []),
  };
  return values[key] ?? null;
}

function fromArguments(args: Arguments): Readonly<Partial<Record<Key, Plain | null>>> {
  const [output] = args.outputs;
  return {
    select: args.select,
    ignore: args.ignore,
    "unsafe-fixes": args.unsafeFixes,
    strict: args.strict,
    exclude: args.exclude,
    "no-gitignore": !args.gitignore,
    platform: args.platform,
    format: output?.format ?? null,
    "output-file": output?.file ?? null,
    "exit-zero": args.exitZero,
    color: args.color,
    quiet: args.volume === "quiet",
    verbose: args.volume === "verbose",
    stats: args.stats,
    jobs: args.jobs,
    "no-cache": !args.cache,
    "cache-dir": args.cacheDir,
  };
}

function sourceText(key: Key, { sourceOf, project }: Settings, { grpcio }: Options): string {
  const said = sourceOf(key);
  if (said !== null) return said;
  if (key === "target-python" && project.python) return project.python.source;
  if (key !== "grpcio-version" || !grpcio) return "default";
  return grpcio.exact ? grpcio.source : `${grpcio.source}, or later`;
}

function lineOf(key: string, value: Plain | null, source: string): string {
  const text = value === null ? `# ${key} is not set` : `${key} = ${toml(value)}`;
  return value === null && source === "default" ? text : `${text.padEnd(39)} # ${source}`;
}

function modelLines(models: UserModels | undefined, source: string | null): readonly string[] {
  if (models === undefined) return [];
  const array = (key: string, items: readonly Plain[]) =>
    items.length === 0 ? [] : [`${key} = [`, ...items.map((item) => `    ${toml(item)},`), "]"];
  return [
    "",
    `${"[models]".padEnd(39)} # ${source}`,
    ...array(
      "opens-grpc",
      models.opensGrpc.map((one) => ({ ...one })),
    ),
    ...array(
      "forks",
      models.forks.map((one) => ({ ...one })),
    ),
    ...array("guards", models.guards),
    ...array("entry-points", models.entryPoints),
  ];
}

/** A value on one line. */
function toml(value: Plain): string {
  // A JSON string is a TOML string.
  if (typeof value !== "object") return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(toml).join(", ")}]`;
  const entries = Object.entries(value).flatMap(([key, item]) =>
    item === null ? [] : [`${/^[\w-]+$/.test(key) ? key : JSON.stringify(key)} = ${toml(item)}`],
  );
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function isArray(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}
