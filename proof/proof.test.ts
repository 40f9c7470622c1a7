/**
 * Runs real programs under real grpcio, before and after the repair. See docs/proof.md, which a run writes.
 *
 * PROOF_RUNS: runs of each repaired program in each environment (3). PROOF_ONLY: a pattern of program names.
 * PROOF_GRPCIO: the versions to run on, or "all" (the two newest). PROOF_REPORT: write the results to this file.
 * PROOF_RUNTIMES: another list of Pythons. PROOF_TOOL: another tool, so that the suite can be tried on a repair by hand.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import type { CellResult } from "./harness/cell";
import { claimedOn } from "./harness/claim";
import { type Program, readPrograms } from "./harness/program";
import { type Proof, prove } from "./harness/prove";
import { report, summarize } from "./harness/report";
import { chooseRuntimes, missingFrameworks, readRuntimes } from "./harness/runtimes";
import { makeCertificate, openShop, shops } from "./harness/shop";
import { slots } from "./harness/slots";
import { command } from "./harness/tool";

const root = join(__dirname, "..");
const runs = Number(process.env.PROOF_RUNS ?? 3);
const runtimes = process.platform === "linux" ? chooseRuntimes(readRuntimes(root), process.env.PROOF_GRPCIO) : [];
const only = new RegExp(process.env.PROOF_ONLY ?? "");
const scratch = mkdtempSync(join(tmpdir(), "proof-"));
const tls = makeCertificate(scratch);
const all = ["programs", "programs-serving", "programs-frameworks"].flatMap((folder) =>
  readPrograms(join(__dirname, folder)),
);
const chosen = all.filter(({ name }) => only.test(name));
const speaking = chosen.filter((program) => tls !== null || !program.tls);
const lackedBy = (program: Program) => {
  const claims = [...program.before, ...program.right];
  const own = runtimes.filter(({ name }) => claimedOn(name, claims).length > 0);
  return missingFrameworks(own, program.deployment?.frameworks ?? []);
};
const programs = speaking.filter((program) => lackedBy(program).missing.length === 0);
const proofs = new Map<string, Proof>();
const opened = shops((python) => openShop(python, __dirname, tls));

jest.setTimeout(900_000);

function proofOf(program: Program): Proof {
  const proof = proofs.get(program.name);
  if (proof === undefined) throw new Error(`${program.name} was not started`);
  return proof;
}

/** One finding of a creation: each fork that it crosses gives one. */
function byCreation<T extends { readonly rule: string; readonly path: string; readonly line: number }>(
  findings: readonly T[],
) {
  return [...new Map(findings.map((finding) => [`${finding.rule} ${finding.path}:${finding.line}`, finding])).values()];
}

/** Says loudly that something cannot be proven here. */
function skipped(what: string): void {
  console.warn(`PROOF SKIPPED: ${what}`);
}

/** The same; where that must not happen, it is a failure. */
function cannotProve(what: string): void {
  skipped(what);
  if (process.env.CI === "true") throw new Error(what);
}

/** Cells whose runs were not all as `expected`, as a reader wants to see them. */
function surprises(cells: readonly CellResult[], expected: (outcome: string) => boolean) {
  return cells.filter(({ outcomes }) => !outcomes.every(expected));
}

if (runtimes.length === 0) {
  test("a Python with grpcio is there", () => {
    cannotProve(
      `everything: this is ${process.platform}, and .venv-proof/runtimes.json lists no Python with grpcio; "node scripts/python-env.js" makes one on Linux`,
    );
  });
} else {
  beforeAll(() => {
    const setup = {
      bench: { proof: __dirname, tls, shops: opened, cpu: slots(availableParallelism() + 1), memory: slots(16) },
      tool: process.env.PROOF_TOOL ?? join(root, "bin", "grpc-fork-fix.js"),
      scratch,
      runs,
    };
    for (const program of programs) proofs.set(program.name, prove(setup, program, runtimes));
  });

  afterAll(async () => {
    const summaries = await Promise.all([...proofs.values()].map(summarize));
    const path = process.env.PROOF_REPORT;
    if (path !== undefined) writeFileSync(path, report(summaries, runs));
    await opened.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  for (const program of speaking.filter((candidate) => !programs.includes(candidate))) {
    const { missing, required } = lackedBy(program);
    const say = required.length > 0 ? cannotProve : skipped;
    test(`${program.name} has its framework`, () => say(`${program.name}: there is no ${missing.join(", ")}`));
  }

  if (speaking.length < chosen.length) {
    test("openssl is there", () => cannotProve("the programs with TLS: there is no openssl to make a certificate"));
  }

  describe.each(programs.map((program) => [program.name, program] as const))("%s", (_, program) => {
    test("is reported as declared", async () => {
      const findings = byCreation((await proofOf(program).repair).findings);
      expect(findings.map(({ rule, path, line, fix }) => ({ rule, path, line, fix: fix.status }))).toEqual(
        program.expected,
      );
      if (program.fork !== null) {
        const forks = findings.map(({ fork }) => fork && `${fork.path}:${fork.line}`);
        expect(forks).toEqual(program.expected.map(() => program.fork));
      }
      if (program.severity === null) return;
      expect(findings.map((finding) => finding.severity)).toEqual(program.expected.map(() => program.severity));
    });

    test(program.fine || program.fix === "none" ? "is left alone" : "is repaired, once", async () => {
      const { folder, status, changed, changedAgain, stderr } = await proofOf(program).repair;
      if (program.fine || program.fix === "none") expect(changed).toEqual([]);
      else
        expect({ status, stderr, changed }).toEqual({
          status: 0,
          stderr,
          changed: expect.arrayContaining([expect.anything()]),
        });
      expect(changedAgain).toEqual([]);
      for (const { python } of runtimes) {
        const compiled = await command(python, ["-m", "compileall", "-q", "."], folder);
        expect(compiled).toEqual({ status: 0, stdout: "", stderr: "" });
      }
    });

    test.each(runtimes.map((runtime, index) => [runtime.name, index] as const))(
      "runs on grpcio %s",
      async (_, index) => {
        const proof = await proofOf(program).runtimes[index];
        if (proof === undefined) throw new Error("the runtime was not started");
        const { fails } = program;
        const failed = (outcome: string) =>
          fails.length === 0 ? outcome !== "ok" : outcome.split("+").some((word) => fails.includes(word));
        expect(surprises(proof.before, failed)).toEqual([]);
        expect(surprises(proof.after, (outcome) => outcome === "ok")).toEqual([]);
        const claimed = claimedOn(proof.runtime.name, program.before);
        expect(proof.before.map(({ environment }) => environment)).toEqual(claimed);
      },
    );
  });
}
