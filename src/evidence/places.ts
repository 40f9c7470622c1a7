/** How lines of code that were on a stack are named to a person. */
import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import type { EvidencePlace, Frame } from "./types";

/** A file as it is shown, and whether it is the project's own and no installed package. */
export interface Located {
  readonly path: string;
  readonly isOwn: boolean;
}

export type Locate = (path: string) => Located;

const installed = /(?:^|\/)(?:site-packages|dist-packages)\//;

/** Names paths relative to a folder where they are inside it. */
export function locateIn(folder: string): Locate {
  const root = realpathSync(folder);
  return (path) => {
    const inside = relative(root, path).split(sep).join("/");
    if (inside.startsWith("../") || inside === "..") return { path: path.split(sep).join("/"), isOwn: false };
    return { path: inside, isOwn: !installed.test(inside) };
  };
}

/** The innermost line of the project; where there is none, the innermost of all. */
export function placeOf(frames: readonly Frame[], locate: Locate): EvidencePlace | null {
  const frame = frames.find(({ path }) => locate(path).isOwn) ?? frames[0];
  return frame === undefined ? null : { path: locate(frame.path).path, line: frame.line, function: frame.name };
}
