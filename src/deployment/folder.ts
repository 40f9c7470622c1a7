/** A folder seen from another, both as written; `..` and `.` are worked out as far as the text allows. Null is where one starts. */
export function folderFrom(base: string | null, folder: string): string | null {
  const joined = folder.startsWith("/") || base === null ? folder : `${base}/${folder}`;
  const isAbsolute = joined.startsWith("/");
  const parts: string[] = [];
  for (const part of joined.split("/")) {
    if (part === "" || part === ".") continue;
    const isUp = part === ".." && parts.length > 0 && parts.at(-1) !== "..";
    if (isUp) parts.pop();
    else if (part !== ".." || !isAbsolute) parts.push(part);
  }
  if (isAbsolute) return `/${parts.join("/")}`;
  return parts.length === 0 ? null : parts.join("/");
}
