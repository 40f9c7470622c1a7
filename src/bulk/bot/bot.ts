import type { BotContext } from "./context";
import type { Gauges } from "./metrics";
import { startServer } from "./server";
import { startWorker } from "./worker";

export interface BotSettings {
  readonly host: string;
  /** 0 is any that is free. */
  readonly port: number;
  /** Of the webhooks; several while one is being replaced. */
  readonly secrets: readonly string[];
  /** Milliseconds between looks at all repositories; null for none. */
  readonly every: number | null;
  /** Milliseconds within which a request must be there as a whole. */
  readonly patience: number;
}

export interface Bot {
  readonly port: number;
  /** Looks around again. Is called once `isStopping` has become true. */
  readonly wake: () => void;
  /** Rejects when the bot cannot go on. */
  readonly ended: Promise<void>;
  /** Stops taking webhooks, and resolves when what runs is finished. `isStopping` has to be true by then. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts to take webhooks, and to do what they ask for.
 *
 * @throws UsageError when the address cannot be listened at.
 */
export async function startBot(context: BotContext, settings: BotSettings): Promise<Bot> {
  // The worker is started when the address is ours: no work without a door.
  let wake: () => void = () => undefined;
  const server = await startServer(
    { ...context, secrets: settings.secrets, gauges: () => gauges(context), wake: () => wake() },
    settings,
  );
  const worker = startWorker(context, settings.every);
  wake = worker.wake;
  return {
    port: server.port,
    wake,
    ended: worker.stopped,
    stop: async () => {
      wake();
      await Promise.all([server.stop(), worker.stopped]);
    },
  };
}

async function gauges({ ledger, inbox }: BotContext): Promise<Gauges> {
  const repositories = new Map<string, number>();
  for (const { state } of await ledger.tasks()) repositories.set(state, (repositories.get(state) ?? 0) + 1);
  return { waiting: inbox.waiting(), repositories };
}
