import type { Files } from "../../types";
import type { Launcher } from "./launcher";
import { launchersIn } from "./launchers";

/** A launcher as a person would tell it, with the code that decides in place of its span. */
export type Shown = Omit<Launcher, "at" | "target"> & { readonly target: string | null; readonly at: string };

/** The launchers of some deployment files. */
export function launched(texts: Readonly<Record<string, string>>): readonly Shown[] {
  const files: Files = {
    paths: [],
    deployment: Object.keys(texts),
    selected: () => true,
    read: (path) => ({ kind: "text", text: texts[path] ?? "", bytes: 0 }),
  };
  return launchersIn(files).map(({ target, at, ...launcher }) => ({
    ...launcher,
    target: target && (target.object === null ? target.module : `${target.module}:${target.object}`),
    at: (texts[at.path] ?? "").slice(at.span.start, at.span.end),
  }));
}

/** The only launcher of a command for a shell; null when it is none. */
export function launchedBy(command: string): Shown | null {
  const found = launched({ Procfile: `web: ${command}\n` });
  if (found.length > 1) throw new Error(`${found.length} launchers in ${command}`);
  return found[0] ?? null;
}
