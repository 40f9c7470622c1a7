import { Mismatch, type Shape } from "../../host/json/shape";
import { ForgeError } from "./forge";
import type { HttpAnswer, HttpCall } from "./http";

/** What an answer has to be; one that is something else was cut short or comes from something in between. */
export function read<T>(call: HttpCall, content: HttpAnswer["content"], shape: Shape<T>): T {
  try {
    return shape(content, []);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    throw new ForgeError({ kind: "unavailable" }, `${call.method} ${call.path} gave something else: ${error.message}`);
  }
}

/** Either of the booleans. */
export const truth: Shape<boolean> = (value, path) => {
  if (typeof value === "boolean") return value;
  throw new Mismatch(path, "is true or false");
};

/** Null where the key is missing, too: forges leave out what they have nothing to say about. */
export function optional<T>(key: string, shape: Shape<T>): Shape<T | null> {
  return (value, path) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return null;
    const found: unknown = Reflect.get(value, key);
    return found === null ? null : shape(found, [...path, key]);
  };
}
