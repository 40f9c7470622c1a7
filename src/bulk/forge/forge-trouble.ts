import { UsageError } from "../../host/usage-error";
import { ForgeError, type ForgeFailure } from "./forge";

/** What a forge said, as a sentence for who runs the step; any other error as it is. */
export function forgeTrouble(error: unknown): unknown {
  return error instanceof ForgeError ? new UsageError(`${sentence(error.failure)}: ${error.message}`) : error;
}

function sentence(failure: ForgeFailure): string {
  switch (failure.kind) {
    case "limited":
      return `the forge asks to wait until ${new Date(failure.until).toISOString()}`;
    case "unauthorised":
      return "the forge does not take the token, or the token may not do this";
    case "missing":
      return "the forge does not have it, or the token may not see it";
    case "exists":
    case "invalid":
      return "the forge refuses it";
    case "unavailable":
      return "the forge does not answer as it should; what is done is kept, so try again later";
  }
}
