import type { Launcher, Program } from "./launcher";

/** pytest-forked runs each test in a child that is forked from the process which has imported all of them. */
export function pytestLauncher({ path, words, folder }: Program): Launcher | null {
  const forked = words.find(({ text }, index) => text === "--forked" && words[index - 1]?.text !== "-p");
  if (forked === undefined) return null;
  return {
    framework: "pytest",
    target: null,
    folder,
    loads: "preloaded",
    at: { path, span: forked.span },
    config: null,
    by: "pytest --forked",
  };
}
