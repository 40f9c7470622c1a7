import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { explain } from "../target";
import { UsageError } from "../usage-error";
import { jsonDocument } from "./document";
import { Mismatch, type Shape } from "./shape";

/** The text of a file, named `name` in complaints. Throws a UsageError for one that cannot be read, or is larger than `limit` (bytes). */
export function readText(file: string, name: string, limit: number): string {
  const bytes = bytesOf(file, name, limit);
  if (!isUtf8(bytes)) throw new UsageError(`${name} is not UTF-8`);
  return bytes.toString("utf8").replace(/^\ufeff/, "");
}

function bytesOf(file: string, name: string, limit: number): Buffer {
  try {
    const descriptor = openSync(file, "r");
    try {
      const { size } = fstatSync(descriptor);
      if (size > limit) throw new UsageError(`it has ${size} bytes, and the limit is ${limit}`);
      return readFileSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${explain(error)}`);
  }
}

/** Reads a text as JSON of some shape. Throws a UsageError that begins with `name:line`. */
export function readJson<T>(text: string, name: string, shape: Shape<T>): T {
  const document = jsonDocument(text);
  if (document.kind === "broken") throw new UsageError(`${name}:${document.line}: ${document.message}`);
  try {
    return shape(document.value, []);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    throw new UsageError(`${name}:${document.lineOf(error.path)}: ${error.message}`);
  }
}
