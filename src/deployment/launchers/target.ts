import { folderFrom } from "../folder";
import type { Target } from "./launcher";

/** Where an application is to be found. */
export interface Found {
  readonly target: Target | null;
  readonly folder: string | null;
}

/** `module`, `module:object`, or `module:factory(…)`; null for anything else, as for what is not a constant. */
export function moduleTarget(text: string | null): Target | null {
  const [, module, object = null] =
    /^([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)(?::([\p{L}_][\p{L}\p{N}_.]*)(?:\(.*\))?)?$/su.exec(
      text ?? "",
    ) ?? [];
  return module === undefined ? null : { module, object };
}

/** A file by its path. Of an absolute one, its own folder is where modules are looked for. */
export function fileTarget(file: string | null, object: string | null, folder: string | null): Found {
  const [, before = "", name] = /^(.*\/)?([^/]+?)(?:\.py|\.wsgi)?$/s.exec(file ?? "") ?? [];
  if (name === undefined) return { target: null, folder };
  if (before.startsWith("/")) return found(name, object, folderFrom(null, before));
  const inside = folderFrom(null, before)?.split("/") ?? [];
  return found([...inside, name].join("."), object, folder);
}

function found(module: string, object: string | null, folder: string | null): Found {
  const target = moduleTarget(module);
  return { target: target && { module: target.module, object }, folder };
}
