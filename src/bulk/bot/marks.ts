/** What stands in texts of the bot and is not shown: by it the bot knows what it has said, also what it was cut off after. */

/** In the answer to a comment. @param comment the forge's id of it, a number. */
export function answerMark(comment: string): string {
  return `<!-- grpc-fork-fix: answer to ${comment} -->`;
}

/** In a review. @param fingerprints of the findings that it is about. */
export function remarksMark(fingerprints: readonly string[]): string {
  return `<!-- grpc-fork-fix: remarks ${fingerprints.join(" ")} -->`;
}

/** The fingerprints of a {@link remarksMark}. */
export function remarksIn(text: string): readonly string[] {
  const found = /<!-- grpc-fork-fix: remarks ([\w ]*) -->/.exec(text)?.[1] ?? "";
  return found.split(" ").filter(Boolean);
}
