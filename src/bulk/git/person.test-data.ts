import { execFileSync } from "node:child_process";

const who = {
  GIT_AUTHOR_NAME: "Ann",
  GIT_AUTHOR_EMAIL: "ann@x",
  GIT_COMMITTER_NAME: "Ann",
  GIT_COMMITTER_EMAIL: "ann@x",
};

/** git as a person uses it, and not the tool; gives what it says. */
export function gitAsPerson(folder: string, ...args: string[]): string {
  return execFileSync("git", args, {
    cwd: folder,
    env: { ...process.env, ...who },
    encoding: "utf8",
    stdio: "pipe",
  }).trim();
}
