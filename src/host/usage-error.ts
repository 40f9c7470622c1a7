/** The user asked for something that cannot be: a path that is not there, a wrong option. Exit status 2, no stack. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
