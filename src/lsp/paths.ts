import { fileURLToPath, pathToFileURL } from "node:url";

/** The path of a `file:` URI; null for any other, which is on no disk. */
export function pathOfUri(uri: string): string | null {
  if (!uri.startsWith("file:")) return null;
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}

export function uriOfPath(path: string): string {
  return pathToFileURL(path).href;
}

/** Whether `path` is `folder` or below it, by their names alone. */
export function isBelow(folder: string, path: string): boolean {
  const top = /[\\/]$/.test(folder) ? folder : `${folder}/`;
  return path === folder || path.replaceAll("\\", "/").startsWith(top.replaceAll("\\", "/"));
}
