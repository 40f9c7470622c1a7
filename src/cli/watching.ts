/** From a command line to evidence: what `trace` and `prove` begin with. */
import { evidenceOf } from "../evidence/crossings";
import { locateIn } from "../evidence/places";
import type { Evidence } from "../evidence/types";
import { type Outcome, type Watched, watchCommand } from "../evidence/watch";
import { UsageError } from "../host/usage-error";
import type { Terminal } from "./terminal";

export interface Watching extends Pick<Watched, "seconds" | "interrupted" | "streams"> {
  readonly command: readonly string[];
  readonly terminal: Pick<Terminal, "folder" | "environment">;
}

/** Throws a UsageError where the command cannot be started. */
export async function watchEvidence({
  terminal,
  ...watched
}: Watching): Promise<{ outcome: Outcome; evidence: Evidence }> {
  const { folder, environment } = terminal;
  try {
    const outcome = await watchCommand({ ...watched, folder, environment });
    return { outcome, evidence: evidenceOf(outcome.events, locateIn(folder)) };
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
    const name = watched.command[0];
    if (code === "ENOENT") throw new UsageError(`there is no program ${name}`);
    if (code === "EACCES") throw new UsageError(`${name} cannot be run: permission denied`);
    throw error;
  }
}
