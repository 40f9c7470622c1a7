/** Writes docs/proof.md from the results of a run. */
import type { CellResult } from "./cell";
import type { Program } from "./program";
import type { Proof, RuntimeProof } from "./prove";
import type { ReportedFinding } from "./tool";

/** A proof that is done, with what failed in it left out. */
export interface Summary {
  readonly name: string;
  readonly parent: string;
  readonly fine: boolean;
  readonly kind: Kind;
  readonly findings: readonly ReportedFinding[];
  readonly runtimes: readonly RuntimeProof[];
}

type Kind = "client" | "server" | "application";

/** Waits for all parts of a proof. */
export async function summarize(proof: Proof): Promise<Summary> {
  const [repair, runtimes] = await Promise.all([
    Promise.allSettled([proof.repair]),
    Promise.allSettled(proof.runtimes),
  ]);
  return {
    name: proof.program.name,
    parent: proof.program.parent ?? "",
    fine: proof.program.fine,
    kind: kindOf(proof.program),
    findings: repair.flatMap((part) => (part.status === "fulfilled" ? part.value.findings : [])),
    runtimes: runtimes.flatMap((part) => (part.status === "fulfilled" ? [part.value] : [])),
  };
}

function kindOf({ serving, deployment }: Program): Kind {
  if (deployment !== null) return "application";
  return serving === null ? "client" : "server";
}

const HEAD = `# Proof

This file is written by \`npm run proof -- --report\`. Do not edit it.

Each program in \`proof/programs/\` is a small client of a shop. It is run under real grpcio against a server process of
its own; then the command line of grpc-fork-fix repairs a copy, and the copy is run. A run counts as right when every
step of the program got the reply to its own call, every process ended by itself with status 0 and none was left behind.

Each program in \`proof/programs-serving/\` is a server of the shop. It is started in a session of its own and asked over
fresh connections until all its declared workers have answered with their process ids, then twelve times more; in some
a worker is killed and the others are asked again. Then the runs take turns to stop it: by SIGTERM to its main process,
by SIGTERM to all of them at once (as systemd does), by SIGINT to all (Ctrl-C). A run counts as right when all workers
answered at one address, no call failed, a call that was under way at the SIGTERM got its whole reply where the head
says so, the main process ended with 0 and none was left behind.

Each project in \`proof/programs-frameworks/\` is an application that gunicorn, Celery, uWSGI or functions-framework forks. It
is started by the command of its own Procfile, compose.yaml or Dockerfile, and asked, over HTTP or by tasks through a queue in
a folder, for the levels of six items at once until all its worker processes have answered, and twelve times at least; each
answer comes from an RPC to the shop. Then it gets a SIGTERM. A run counts as right when every answer was to its own
request, all workers answered, nothing failed, the main process ended with 0 and none was left behind.

    node scripts/python-env.js      # makes .venv-proof with the grpcio versions below
    npm test                        # among others: the two newest grpcio, 3 runs of each repaired program
    npm run proof                   # every grpcio, 10 runs
    npm run proof -- --report       # the same, and writes this file
    PROOF_ONLY=pool npm run proof   # programs whose name matches

**Environments.** \`unset\`: no GRPC_ variable is set. \`fork0\`: \`GRPC_ENABLE_FORK_SUPPORT=0\`, in which everything that
gRPC carries across a fork hangs, in every run, whatever the version: the deterministic oracle. \`fork1\`:
\`GRPC_ENABLE_FORK_SUPPORT=1\`.

**Parent.** \`created\`: it had a channel but had sent nothing when it forked. Without any variable such a program works,
by luck; \`fork0\` shows what it relies on. After the repair the parent is cold, so \`fork0\` is right too. \`warm\`: it had
sent an RPC. \`in-flight\`: a stream was open or a call under way. \`busy\`: threads were calling. On 1.51.1 and 1.71.0 such a program fails in every run without any variable, on 1.84.0 only in some, so
there the failure is shown under \`fork0\` (1.80, the bound in the programs' heads, lies between; it was not searched for).
The repaired parent is still warm, so nothing is claimed for it under \`fork0\`.

**Not claimed.** On old grpcio a warm parent can hang in \`os.fork()\` itself, before there is a child; one such hang on
1.51.1 was looked at by its stack. So warm programs claim nothing for the repaired form below 1.71. Tried with a
stand-in for the repair (a channel per process, with a local subchannel pool), 20 runs each: on 1.84.0 and 1.71.0 all
ten warm programs were right in every run, on 1.51.1 five of the nine that were run hung in 1 to 3 of them.

**Not in the tables.** A parent that asks the shop once, closes its channel and forks at once was written as a program
that is fine, and is not one: of 40 runs each, 34 were right on 1.84.0, 25 on 1.71.0 and 37 on 1.51.1; the others hung or
crashed. gRPC shuts down in the background, and the fork can meet it. \`waits-until-ready\` stays as a fault without a
repair: a channel per process did not cure it (0 of 6 runs right on 1.71.0, and 4 of 6 on 1.84.0), because its wait at
import leaves a thread in gRPC when the parent forks.

**Outcomes.** ok; hang: no progress, killed; exc: a Python exception; crash: ended by a signal; rc: another exit status;
missing: a step was not reached; wrong: a reply to another call (two children write to one inherited socket, so one can
read what was meant for the other); orphans: processes left behind. For servers also: ended: by itself; nobody-answers;
few-answer: fewer processes than there should be; other-port: more ports than one; errors: calls failed; call-cut: the stop
cut one; leaves-children: the main process stopped and its children did not. For applications also: errors: requests or
tasks failed; no-stop: SIGTERM did not end it. Several are joined with +.
`;

const KINDS = [
  ["client", "Clients with the fault"],
  ["server", "Servers with the fault"],
  ["application", "Applications with the fault, forked by a framework"],
] as const satisfies readonly (readonly [Kind, string])[];

/** The whole page. A function of the results: no dates, no paths. */
export function report(summaries: readonly Summary[], runs: number): string {
  const versions = summaries[0]?.runtimes.map(({ runtime }) => runtime.name) ?? [];
  const faulty = summaries.filter(({ fine }) => !fine);
  const fine = summaries.filter((summary) => summary.fine);
  return [
    HEAD,
    `This run: ${runs} runs of each form after the repair in each environment, on grpcio ${versions.join(" and ")}; ${faulty.length} programs with the fault, ${fine.length} that are fine.\n`,
    ...KINDS.flatMap(([kind, title]) =>
      section(
        title,
        faulty.filter((summary) => summary.kind === kind),
        (some) => faultTable(some, versions),
      ),
    ),
    ...section("Programs that are fine and stay as they are", fine, (some) => fineTable(some, versions)),
  ].join("\n");
}

function section(title: string, some: readonly Summary[], show: (some: readonly Summary[]) => string): string[] {
  return some.length === 0 ? [] : [`## ${title}\n`, `${show(some)}\n`];
}

function faultTable(faulty: readonly Summary[], versions: readonly string[]): string {
  return table(
    ["program", "parent", "finding", "transform", ...versions.flatMap((name) => [`${name} before`, `${name} after`])],
    faulty.map((summary) => [
      `\`${summary.name}\``,
      summary.parent,
      unique(summary.findings.map(({ rule }) => rule)),
      unique(summary.findings.map(({ fix }) => `${fix.transform ?? fix.reason ?? ""} (${fix.status})`)),
      ...summary.runtimes.flatMap(({ before, after }) => [cells(before), cells(after)]),
    ]),
  );
}

function fineTable(fine: readonly Summary[], versions: readonly string[]): string {
  return table(
    ["program", "findings", ...versions],
    fine.map((summary) => [
      `\`${summary.name}\``,
      String(summary.findings.length),
      ...summary.runtimes.map(({ after }) => cells(after)),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cellsOfLine) => `| ${cellsOfLine.join(" | ")} |`).join("\n");
}

function cells(results: readonly CellResult[]): string {
  if (results.length === 0) return "not claimed";
  return results.map(({ environment, outcomes }) => `${environment}: ${counted(outcomes)}`).join("<br>");
}

function counted(outcomes: readonly string[]): string {
  return [...new Set(outcomes)]
    .sort()
    .map((word) => `${word} ${outcomes.filter((other) => other === word).length}/${outcomes.length}`)
    .join(", ");
}

function unique(wordsWithRepeats: readonly string[]): string {
  return [...new Set(wordsWithRepeats)].sort().join(", ");
}
