import { type Connection, MessageType, ShowMessageNotification } from "vscode-languageserver";
import type { Scope } from "./analyst";
import { source } from "./diagnostics";
import { type Check, keyOf } from "./session";

/** Tells a person what is to be known beside the findings; of each thing once. */
export interface Complaints {
  /** A mistake in the configuration is shown, and what a check has to say beside its findings is logged. */
  readonly tell: (scope: Scope, check: Check) => void;
  /** A bug of ours: its stack goes to the log. */
  readonly failed: (error: unknown) => void;
}

export function createComplaints(connection: Connection): Complaints {
  const show = (message: string) =>
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message });
  const log = connection.console;
  const told = new Map<string, string>();
  const isNews = (key: string, text: string) => {
    const before = told.get(key) ?? "";
    told.set(key, text);
    return text !== "" && text !== before;
  };
  return {
    tell: (scope: Scope, { checked }: Check) => {
      const mistake = checked.kind === "refused" ? checked.message : "";
      if (isNews(`${keyOf(scope)} mistake`, mistake)) show(`${source}: ${mistake}`);
      const notices = checked.kind === "checked" ? checked.notices.join("\n") : "";
      if (isNews(`${keyOf(scope)} notices`, notices)) log.info(notices);
    },
    failed: (error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log.error(`${text}\n\nThis is a bug in ${source}. Please report it with the lines above.`);
      const [head = ""] = text.split("\n");
      if (isNews("failed", head)) show(`${source} failed: ${head} (see its log)`);
    },
  };
}
