import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "./report";

const folder = join(__dirname, "formats");

/** The names that `--format` takes, sorted: the files of `formats/`. Adding a format is adding a file. */
export function formatNames(): readonly string[] {
  const names = readdirSync(folder).flatMap((file) => /^([a-z]+)\.[jt]s$/.exec(file)?.[1] ?? []);
  return [...new Set(names)].sort();
}

/** Loads a format by one of the {@link formatNames}. */
export function loadFormat(name: string): Report {
  return require(join(folder, name)).report;
}
