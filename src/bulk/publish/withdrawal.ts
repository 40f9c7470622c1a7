import type { Forge } from "../forge/forge";
import type { PullRequest } from "../types";

/** What is said in a pull request that is closed because it has nothing to do any more. */
export const WITHDRAWN =
  "Nothing is left to repair here: the findings are gone from the base branch. So this is closed.";

/** Whether we have closed a pull request. Not every forge says who did; in doubt it was a person. */
export async function wasWithdrawn(
  forge: Forge,
  repository: string,
  { number, closedBy }: PullRequest,
): Promise<boolean> {
  const me = await forge.whoAmI();
  if (closedBy !== null) return closedBy === me;
  const comments = await forge.comments(repository, number);
  return comments.some(({ author, body }) => author === me && body.includes(WITHDRAWN));
}
