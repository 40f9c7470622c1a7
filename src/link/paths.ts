/** The folder of a path; `""` is the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/** `name` in `folder`, where `""` is the root. */
export function inFolder(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/** `folder` and all folders above it, nearest first; the last is the root `""`. */
export function foldersFrom(folder: string): readonly string[] {
  const folders = [folder];
  for (let at = folder; at !== ""; ) {
    at = folderOf(at);
    folders.push(at);
  }
  return folders;
}

/** How many leading folders two folders share. */
export function sharedDepth(left: string, right: string): number {
  if (left === "" || right === "") return 0;
  const other = right.split("/");
  const parts = left.split("/");
  const differs = parts.findIndex((part, index) => part !== other[index]);
  return differs < 0 ? parts.length : differs;
}
