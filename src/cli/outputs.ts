import { UsageError } from "../host/usage-error";
import type { Given } from "./tokens";

/** A report that is asked for. `file` null is stdout. */
export interface Output {
  readonly format: string;
  readonly file: string | null;
}

/** The report that a configuration file asks for, where the command line leaves that open. */
export interface Preset {
  readonly format: string | undefined;
  readonly file: string | undefined;
}

/**
 * Pairs each `--format` with the `-o` next to it, in either order: `--format json -o a.json` and
 * `-o a.json --format json`. An `-o` alone is the report's of the preset.
 */
export function outputsOf(flags: readonly Given[], preset: Preset): readonly Output[] {
  const isAsked = flags.some(({ flag }) => flag === "format");
  const fallback = (isAsked ? undefined : preset.format) ?? "text";
  const outputs: { format: string | null; file: string | null }[] = [];
  for (const { flag, value } of flags) {
    if (flag === "format") {
      const waiting = outputs.at(-1);
      if (waiting?.format === null) waiting.format = value;
      else outputs.push({ format: value, file: null });
    }
    if (flag === "output-file") {
      const waiting = outputs.at(-1);
      if (waiting !== undefined && waiting.file === null) waiting.file = value;
      else outputs.push({ format: null, file: value });
    }
  }
  const complete = outputs.map(({ format, file }) => ({
    format: format ?? fallback,
    file: file === "-" ? null : file,
  }));
  return checked(complete.length === 0 ? [{ format: fallback, file: preset.file ?? null }] : complete);
}

function checked(outputs: readonly Output[]): readonly Output[] {
  const files = outputs.map(({ file }) => file);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice === undefined) return outputs;
  throw new UsageError(
    twice === null
      ? "only one report can go to stdout: give the other --format a file with -o FILE"
      : `two reports can't go to one file: ${twice}`,
  );
}
