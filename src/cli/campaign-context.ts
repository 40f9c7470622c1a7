import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { ANSWER_LIMIT, openForge } from "../bulk/forge/open-forge";
import { openLedger } from "../bulk/ledger/open-ledger";
import type { StepContext } from "../bulk/steps/step";
import type { Campaign } from "../bulk/types";
import { clockOf } from "./clock";
import type { Stop } from "./signals";
import type { Terminal } from "./terminal";

/** Where a campaign keeps what it has. */
export interface CampaignPlace {
  /** Absolute; null is beside the campaign's name. */
  readonly work: string | null;
  /** As typed; null is in the work folder. */
  readonly ledger: string | null;
}

/** The folder where clones, reports and patches are kept, absolute. */
export function workFolder(campaign: Campaign, { work }: CampaignPlace, terminal: Terminal): string {
  return work ?? resolve(terminal.folder, `${campaign.name}.campaign`);
}

/** What the steps of a campaign work with, in the real world. The ledger is the caller's to close. */
export async function openCampaign(
  campaign: Campaign,
  place: CampaignPlace,
  stop: Stop,
  terminal: Terminal,
): Promise<StepContext> {
  const work = workFolder(campaign, place, terminal);
  const world = { ...clockOf(terminal.environment, stop.came), random: Math.random };
  const limit = world.real(ANSWER_LIMIT);
  const forge = campaign.forge && openForge(campaign.forge, { ...world, environment: terminal.environment, limit });
  const ledger = await openLedger(place.ledger ?? join(work, "ledger.sqlite"), {
    campaign: campaign.name,
    now: world.now,
    worker: `${hostname()}:${process.pid}`,
  });
  return {
    campaign,
    ledger,
    forge,
    cache: join(work, "mirrors"),
    out: join(work, "repositories"),
    tool: resolve(__dirname, "../../../bin/grpc-fork-fix.js"),
    ...world,
    tell: () => undefined,
    isStopping: () => stop.signal() !== null,
  };
}
