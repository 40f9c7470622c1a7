import { appendFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { suggestion } from "../host/nearest";
import { explain } from "../host/target";
import { UsageError } from "../host/usage-error";
import { formatNames, loadFormat } from "../report/formats";
import type { View } from "../report/report";
import type { Result } from "../types";
import type { Output } from "./outputs";
import type { Stream, Terminal } from "./terminal";

/** Throws a UsageError if a report is of a format that is not there; asked before the work starts. `asker` is what named it. */
export function checkFormats(outputs: readonly Output[], asker = "--format"): void {
  const names = formatNames();
  for (const { format } of outputs) {
    if (names.includes(format)) continue;
    const list = `${asker} is one of ${names.join(", ")}`;
    throw new UsageError(`${list}, not "${format}"${suggestion(format, names)}`);
  }
}

/** Renders the reports that go to files. */
export function publishFiles(outputs: readonly Output[], result: Result, view: View, folder: string): void {
  for (const { format, file } of outputs) {
    if (file !== null) writeReport(resolve(folder, file), file, loadFormat(format).render(result, view));
  }
}

/** Renders the report that goes to a stream, if there is one. */
export function publishTo(stream: Stream, outputs: readonly Output[], result: Result, view: View): void {
  const output = outputs.find(({ file }) => file === null);
  if (output !== undefined) stream.write(loadFormat(output.format).render(result, view));
}

/**
 * Appends the reports that a platform takes from a file beside those that were asked for. That is an addition to what was asked for,
 * so what stands against it is told and no error. Gives what is to be told, a line each.
 */
export function publishCompanions(
  outputs: readonly Output[],
  result: Result,
  view: View,
  { environment, folder }: Pick<Terminal, "environment" | "folder">,
): readonly string[] {
  return outputs.flatMap(({ format }) => {
    const { companion } = loadFormat(format);
    const file = companion && environment[companion.variable];
    if (!file) return [];
    try {
      appendFileSync(resolve(folder, file), loadFormat(companion.format).render(result, view));
      return [];
    } catch (error) {
      return [`note: the ${companion.format} report can't be added to ${companion.variable}: ${explain(error)}\n`];
    }
  });
}

/** Throws a UsageError if the file cannot be written. `name` is as typed. */
export function writeReport(path: string, name: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`the report ${name} can't be written: ${explain(error)}`);
  }
}
