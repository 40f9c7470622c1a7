import type { DeploymentFormat } from "./format";
import { exportedIn, startsInScript } from "./script";

const suffix = /\.(?:ba|da|k|z)?sh$/;
/** A script without a suffix, by the names that images give to what they start with. */
const name = /(?:^|\/)(?:docker-)?(?:entrypoint|start|run)[\w-]*$/;
const shebang = /^#!.*\b(?:ba|da|a|k|z)?sh\b/;

/** A script for a shell. It counts whoever starts it, as a Dockerfile does whoever builds it. */
export const shellScript = {
  name: "shell",
  matches: (path) => suffix.test(path) || name.test(path),
  variables: (text) => (isScript(text) ? exportedIn(text, whole(text)) : []),
  starts: (text) => (isScript(text) ? startsInScript(text, whole(text)) : []),
} satisfies DeploymentFormat;

/** Without a first line that says otherwise, it is for the shell that starts it. */
function isScript(text: string): boolean {
  return !text.startsWith("#!") || shebang.test(text.slice(0, 200).split("\n", 1)[0] ?? "");
}

function whole(text: string): { readonly start: number; readonly end: number } {
  return { start: 0, end: text.length };
}
