import { UsageError } from "../../host/usage-error";
import { type Forge, ForgeError } from "../forge/forge";
import { fingerprintIn } from "../publish/proposal";
import { wasWithdrawn } from "../publish/withdrawal";
import type { PullRequest, State, Task } from "../types";
import type { StepContext } from "./step";

/** Asks the forge what became of the pull requests, and gives all tasks as they are then. */
export async function trackStep(context: StepContext): Promise<readonly Task[]> {
  const { ledger, forge, isStopping } = context;
  if (forge === null) throw new UsageError("the campaign has no `forge` that could be asked");
  for (const task of await ledger.tasks(["open", "closed"])) {
    if (isStopping()) break;
    const state = await stateOf(task, context, forge);
    if (state !== null && state !== task.state) await ledger.set(task.repository.name, { state });
  }
  return ledger.tasks();
}

/** Null where it cannot be told. */
async function stateOf({ pullRequest, repository }: Task, context: StepContext, forge: Forge): Promise<State | null> {
  if (pullRequest === null) return null;
  try {
    const pull = await forge.pullRequest(repository.name, pullRequest.number);
    if (pull.state !== "closed") return pull.state;
    return isOurs(pull, context) && (await wasWithdrawn(forge, repository.name, pull)) ? "closed" : "stopped";
  } catch (error) {
    if (error instanceof ForgeError && error.failure.kind === "missing") return "gone";
    throw error;
  }
}

function isOurs({ body }: PullRequest, { campaign }: StepContext): boolean {
  return fingerprintIn(body, campaign) !== null;
}
