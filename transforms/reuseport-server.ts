/**
 * GFF201, GFF203–206: several processes serve one address, each with a server of its own.
 *
 * The processes are forked first; each makes its server, states `grpc.so_reuseport` where gRPC takes it, binds the port
 * that all share, and ends when the parent is told to. Findings about one server, or about processes that are started
 * in one place, belong to one program: what repairs them edits the same lines, so they are planned together.
 */
import type { Proposal } from "../src/edits/select";
import type { Source, Transform } from "../src/edits/transform";
import type { Finding } from "../src/types";
import { planForkFirst } from "./reuseport-server/fork-first";
import { planOf, together } from "./reuseport-server/part";
import { type Case, programsOf } from "./reuseport-server/programs";
import { planServing, planShared, planStop } from "./reuseport-server/serving";

export const reuseportServer = {
  name: "reuseport-server",
  rules: ["GFF201", "GFF203", "GFF204", "GFF205", "GFF206"],
  plan,
} as const satisfies Transform;

function plan(findings: readonly Finding[], source: Source): readonly Proposal[] {
  return programsOf(findings).flatMap((program) => planProgram(program, source));
}

/** The repair of a whole program comes first, and those of its parts are what is left if it cannot be had. */
function planProgram(program: Case, source: Source): readonly Proposal[] {
  const proposals: Proposal[] = [];
  const of = (...rules: readonly string[]): Case => only(program, rules);
  const [early, stated, ports, orphans] = [of("GFF201"), of("GFF203", "GFF204"), of("GFF205"), of("GFF206")];
  if (early.findings.length > 0) {
    const whole = planOf(planForkFirst(program.findings, source));
    proposals.push({ findings: whole.kind === "edit" ? program.indexes : early.indexes, plan: whole });
  }
  const serving = planServing(stated.findings, [], source);
  if (ports.findings.length > 0) {
    const states = planServing(stated.findings, ports.findings, source);
    const shared = planOf(together([planShared(ports.findings, source), states]));
    const isWhole = shared.kind === "edit" && shared.safety === "safe";
    proposals.push({ findings: isWhole ? [...stated.indexes, ...ports.indexes] : ports.indexes, plan: shared });
  }
  if (stated.findings.length > 0) proposals.push({ findings: stated.indexes, plan: planOf(serving) });
  if (orphans.findings.length > 0) {
    proposals.push({ findings: orphans.indexes, plan: planOf(planStop(orphans.findings, source)) });
  }
  return proposals;
}

function only(program: Case, rules: readonly string[]): Case {
  const picked = program.findings.flatMap((finding, at) => (rules.includes(finding.rule) ? [at] : []));
  return {
    indexes: picked.map((at) => program.indexes[at] as number),
    findings: picked.map((at) => program.findings[at] as Finding),
  };
}
