/** A PostgreSQL of the tests' own: a scratch folder, reached by a socket in it, gone with the tests. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Client } from "pg";

const { findPostgres } = require("../../../scripts/postgres") as { readonly findPostgres: () => string | null };

export interface PostgresServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** The programs that are needed are there. Where they are not, `scripts/postgres-env.js` has said so. */
export const hasPostgres = findPostgres() !== null;

/** Starts a server with an empty database. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = findPostgres() ?? "";
  const owner = ownerOf();
  const folder = mkdtempSync(join(tmpdir(), "ledger-pg-"));
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const settings = ["-D", data, "-U", "ledger", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
  const made = spawnSync(join(programs, "initdb"), settings, { ...owner, cwd: folder, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const options = { listen_addresses: "", unix_socket_directories: folder, fsync: "off", log_min_messages: "log" };
  const flags = Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(join(programs, "postgres"), ["-D", data, ...flags], {
    ...owner,
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  await isReady(server);
  return {
    url: `postgres:///postgres?host=${folder}&user=ledger`,
    stop: async () => {
      server.kill("SIGQUIT");
      if (server.exitCode === null) await once(server, "exit");
      rmSync(folder, { recursive: true });
    },
  };
}

/** PostgreSQL refuses to run as root; its package brings a user for it. */
function ownerOf(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (flag: string) => spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout.trim();
  return idOf("-u") === "" ? { uid: 65_534, gid: 65_534 } : { uid: Number(idOf("-u")), gid: Number(idOf("-g")) };
}

async function isReady({ stderr }: ChildProcess): Promise<void> {
  if (stderr === null) throw new Error("the server was started without a log");
  const log: string[] = [];
  // Read to the end, or the server would wait for its log.
  const lines = createInterface({ input: stderr });
  await new Promise<void>((resolve, reject) => {
    lines.on("line", (line) => {
      log.push(line);
      if (line.includes("ready to accept connections")) resolve();
    });
    lines.on("close", () => reject(new Error(`the server ended: ${log.join("\n")}`)));
  });
}

/** Jobs and tasks of a campaign that do not stand for each other; there should be none, at any time. */
export async function strayJobs(admin: Client, campaign: string): Promise<readonly unknown[]> {
  const { rows } = await admin.query(
    `select t.name, t.state, j.name as queue, j.state as job
     from (select * from grpc_fork_fix.tasks where campaign = $1) t
     full join (select * from grpc_fork_fix_jobs.job where name like $1 || '\\_%') j
       on j.id = t.job and j.name = $1 || '_' || t.queue and j.data->>'repository' = t.name
     where t.name is null
       or (j.id is null) <> (t.queue is null and t.job is null)
       or (t.token is not null) > (j.state = 'active' or t.lease_until < $2)
       or (t.token is null and j.state = 'active')`,
    [campaign, Date.now()],
  );
  return rows;
}
