/** Whose code makes the objects of findings. */
import { textHash } from "./facts/text-hash";
import { moduleName } from "./link/module-name";
import { qualifiedName } from "./rules/fingerprint";
import type { Files, Finding, Origin, Program } from "./types";

/** The findings, those about a gRPC object with its origin. */
export function withOrigins(findings: readonly Finding[], program: Program, files: Files): readonly Finding[] {
  if (findings.length === 0) return findings;
  const paths = new Set(program.files);
  return findings.map((finding) => {
    const origin = originOf(finding, program, files, paths);
    return origin === null ? finding : { ...finding, origin };
  });
}

function originOf({ evidence }: Finding, program: Program, files: Files, paths: ReadonlySet<string>): Origin | null {
  if (evidence?.kind !== "object") return null;
  const at = evidence.creations[0]?.at(-1);
  if (at === undefined) return null;
  const { maker, target, library = null } = evidence;
  const module = moduleName(at.path, paths);
  const [top = module] = module.split(".");
  const words = [module, qualifiedName(program.facts.get(at.path) ?? null, at), maker, target ?? ""];
  const read = files.read(at.path);
  const text = read.kind === "text" ? read.text.replace(/\r\n?/g, "\n") : at.path;
  return { package: library ?? top, library, maker, module, code: digits(words.join("\n")), copy: digits(text) };
}

function digits(text: string): string {
  return Buffer.from(textHash(text), "base64").toString("hex").slice(0, 16);
}
