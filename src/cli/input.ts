import { decode, encode } from "../host/decode";
import type { Project } from "../host/project";
import { UsageError } from "../host/usage-error";

/** A file that came through stdin. */
export interface Input {
  /** As typed. */
  readonly path: string;
  readonly text: string;
  /** Bytes of a text in the encoding of the input; null where that can't hold it. */
  readonly encode: (text: string) => Buffer | null;
}

/** Decodes stdin as Python would. Throws a UsageError for what is not Python text. */
export function inputOf(path: string, bytes: Buffer): Input {
  const decoded = decode(bytes);
  if (decoded.kind === "unreadable") throw new UsageError(`stdin can't be read: ${decoded.message}`);
  return { path, text: decoded.text, encode: (text) => encode(text, decoded.format) };
}

/** How texts become bytes in a run: as in the file that was read, wherever it came from. */
export function bytesOf(project: Project, input: Input | null): Project["bytesOf"] {
  if (input === null) return project.bytesOf;
  const [path] = project.files.paths.filter(project.files.selected);
  return (one, text) => (one === path ? input.encode(text) : project.bytesOf(one, text));
}
