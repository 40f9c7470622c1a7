import { dirname, posix } from "node:path";
import { type Grant, globals, imports, type Room, rooms } from "./rooms";

/** The room of a file, by its path from the root of the repository without `.ts`, or with it. */
export function roomOf(path: string): Room | null {
  return rooms.find((room) => isIn(path, room.paths)) ?? null;
}

function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) =>
    place.endsWith("/") ? path.startsWith(place) : withoutEnd(path) === withoutEnd(place),
  );
}

function withoutEnd(path: string): string {
  return path.replace(/\.ts$/, "");
}

/** A static import or re-export, `require("…")`, and the dynamic or type-only `import("…")`. */
const importPattern =
  /(?:^(?:import|export)\b[^;"]*\bfrom |^import |\brequire(?:\.resolve)?\(|\bimport\()"([^"\n]+)"/gm;

/** What a file imports, as written: `./select`, `node:fs`. Types count: a layer that needs a type is not below it. */
export function importsOf(text: string): readonly string[] {
  const found = withoutComments(text).matchAll(importPattern);
  return [...found].map((match) => match[1] as string);
}

/** One sentence for each border that the file crosses. */
export function crossings(path: string, text: string): readonly string[] {
  const room = roomOf(path);
  if (room === null) return [`${path} is in no room: give it one in test/layers/rooms.ts and in ARCHITECTURE.md`];
  const code = withoutComments(text);
  return [
    ...importsOf(text).flatMap((name) =>
      name.startsWith(".") ? wrongRoom(path, name, room) : wrongPackage(path, name),
    ),
    ...globals.flatMap((grant) => (grant.what.test(code) ? ungranted(path, String(grant.what), grant) : [])),
  ];
}

function wrongRoom(path: string, name: string, room: Room): readonly string[] {
  const target = posix.join(dirname(path), name);
  const other = roomOf(target);
  if (other === null) return [`${path} imports ${target}, which is in no room`];
  if (isStrange(path, target)) {
    return [`${path} may not import ${target}, because a transform knows nothing of the others; index.ts lists them`];
  }
  if (other === room || room.may.includes(other.name)) return [];
  return [`${path} (${room.name}) may not import ${target} (${other.name}), because ${room.because}`];
}

function wrongPackage(path: string, name: string): readonly string[] {
  const grant = imports.find(({ what }) => what.test(name.replace(/^(tree-sitter-python)\/.*/, "$1")));
  if (grant) return ungranted(path, name, grant);
  return [`${path} imports ${name}, which no room is granted: see test/layers/rooms.ts`];
}

function ungranted(path: string, what: string, grant: Grant): readonly string[] {
  return isIn(path, grant.paths) ? [] : [`${path} may not use ${what}, because ${grant.because}`];
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

/** A transform is `transforms/<name>.ts`, and its parts are in `transforms/<name>/`. */
function isStrange(path: string, target: string): boolean {
  const nameOf = (file: string) => /^transforms\/([^/.]+)/.exec(file)?.[1] ?? null;
  const [own, other] = [nameOf(path), nameOf(target)];
  return own !== null && own !== "index" && other !== null && own !== other;
}
