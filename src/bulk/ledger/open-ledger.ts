import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../../host/usage-error";
import type { Ledger, LedgerOptions } from "./ledger";
import { openSqliteLedger } from "./sqlite";

/**
 * Opens the ledger of a campaign: a file, which is made when it is not there, or a database.
 *
 * @param where a path, absolute or relative to the working directory, or `postgres://…`.
 */
export async function openLedger(where: string, options: LedgerOptions): Promise<Ledger> {
  if (/^[a-z]+:\/\//i.test(where))
    throw new UsageError(`a ledger is a file; ${where.split(":")[0]} is not in this version`);
  mkdirSync(dirname(where), { recursive: true });
  return openSqliteLedger(where, options);
}
