import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";

/** Somebody at the terminal who can be asked. */
export interface Person {
  /** Prints a question and gives the line that is typed, or null at the end of the input. */
  readonly ask: (question: string) => Promise<string | null>;
  /** Opens an editor on a text under the name of its file. */
  readonly edit: (name: string, text: string) => Edited;
  /** Asks no more; without it the process goes on waiting for input. */
  readonly leave: () => void;
}

export type Edited =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "failed"; readonly message: string };

/** The person at the terminal of this process; null where stdin or stderr is none. */
export function personHere(): Person | null {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  // The terminal edits its line by itself, and turns Ctrl-C into a signal.
  const lines = createInterface({ input: process.stdin, terminal: false });
  const next = lines[Symbol.asyncIterator]();
  return {
    ask: async (question) => {
      process.stderr.write(question);
      const { value, done } = await next.next();
      return done === true ? null : value;
    },
    edit: editIn(process.env),
    leave: () => lines.close(),
  };
}

function editIn({ VISUAL, EDITOR }: NodeJS.ProcessEnv): Person["edit"] {
  const editor = VISUAL || EDITOR || "vi";
  return (name, text) => {
    const folder = mkdtempSync(join(tmpdir(), "grpc-fork-fix-"));
    const file = join(folder, basename(name));
    try {
      writeFileSync(file, text, { mode: 0o600 });
      // By a shell, as git does it: the variable may hold arguments. Its stdout is the terminal even if ours is a file.
      const run = spawnSync("sh", ["-c", `${editor} "$@"`, editor, file], { stdio: ["inherit", 2, "inherit"] });
      if (run.error) return { kind: "failed", message: `the editor cannot be run: ${run.error.message}` };
      if (run.status !== 0) return { kind: "failed", message: `${editor} ended with ${run.signal ?? run.status}` };
      return { kind: "text", text: readFileSync(file, "utf8") };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
