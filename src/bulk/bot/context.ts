import type { Forge } from "../forge/forge";
import type { StepContext } from "../steps/step";
import type { Campaign, ForgeSettings } from "../types";
import type { Inbox } from "./inbox";
import type { Log } from "./log";
import type { Metrics } from "./metrics";

/** All that the work of the bot needs. */
export interface BotContext extends StepContext {
  readonly campaign: Campaign & { readonly forge: ForgeSettings };
  readonly forge: Forge;
  readonly inbox: Inbox;
  readonly metrics: Metrics;
  readonly log: Log;
  /** `dry-run` says in the log what would be done, and changes nothing at the forge. */
  readonly mode: "work" | "dry-run";
  /** What a rule says about itself, in Markdown; null for a code that there is not. */
  readonly explain: (code: string) => string | null;
}

/** The job cannot be done now, and that is nobody's fault. */
export class Postponed extends Error {
  override readonly name = "Postponed";

  constructor(
    readonly until: number,
    why: string,
  ) {
    super(why);
  }
}

/** Reserves one request that creates content. */
export async function spend({ campaign, ledger }: BotContext): Promise<void> {
  const answer = await ledger.spend(campaign.pace);
  if (answer.kind === "wait") throw new Postponed(answer.until, "as much was written as the campaign allows for now");
}
