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
  const [, scheme = null] = /^([a-z]+):\/\//i.exec(where) ?? [];
  if (scheme === null) {
    mkdirSync(dirname(where), { recursive: true });
    return openSqliteLedger(where, options);
  }
  if (!/^postgres(ql)?$/i.test(scheme)) {
    throw new UsageError(`a ledger is a file or postgres://…; ${scheme} is not known`);
  }
  return loadPostgres()(where, options);
}

/** Driver and queue are loaded by those who need them. */
function loadPostgres(): typeof import("./postgres").openPostgresLedger {
  return require("./postgres").openPostgresLedger;
}
