/** What the payloads of all forges have in common. */
import { formed, type Shape, text, whole } from "../../../host/json/shape";

const SHORT = 1_000;

/** A full name. It becomes part of addresses, so it is held to what forges allow: https://docs.gitlab.com/user/reserved_names/ */
export const repositoryName = formed(
  "the name of a repository",
  /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w.-]{1,255}(?:\/[\w.-]{1,255}){1,20}$/,
);
export const word: Shape<string> = text(SHORT);
export const long: Shape<string> = text(1_000_000);
export const number: Shape<number> = whole(1, 1e15);

/** The branch of `refs/heads/main`; null for a tag. */
export function branchIn(ref: string): string | null {
  return ref.startsWith("refs/heads/") ? ref.slice("refs/heads/".length) : null;
}
