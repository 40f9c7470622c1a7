/** A proof program: its folder, and what its head says of how it behaves before and after the repair. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type Environment, isEnvironment } from "./environment";
import { isBelow } from "./version";

/** An environment for which the head claims something, on each grpcio or only below, or from, a version. */
export interface Claim {
  readonly environment: Environment;
  readonly bound: { readonly operator: "<" | ">="; readonly version: string } | null;
}

/** A finding that the tool must report: `# expect: GFF101` at the end of the line of the channel's creation. */
export interface Expectation {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
}

export interface Program {
  readonly name: string;
  readonly folder: string;
  /** The file to run, relative to the folder: the one whose head has `# steps:`. */
  readonly main: string;
  readonly files: readonly string[];
  /** One reply each that the program must see, in some process. */
  readonly steps: readonly string[];
  /** What the parent had done with gRPC when it forked; null for a program that is fine. */
  readonly parent: "created" | "warm" | null;
  /** Where it fails in every run. */
  readonly before: readonly Claim[];
  /** Where it must be right in every run: after the repair, or as it is if it is fine. */
  readonly right: readonly Claim[];
  readonly fine: boolean;
  /** What the tool is expected to make of it. */
  readonly fix: "safe" | "unsafe" | "none";
  readonly expected: readonly Expectation[];
  /** It talks to the TLS port of the shop. */
  readonly tls: boolean;
}

/** Reads every program of a folder, sorted by name. Throws where a head is not as it must be. */
export function readPrograms(folder: string): Program[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => readProgram(join(folder, name), name));
}

export function readProgram(folder: string, name: string): Program {
  const files = pythonFiles(folder);
  const texts = files.map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
  const mains = texts.filter(({ text }) => field(text, "steps") !== null);
  const main = mains[0];
  if (main === undefined || mains.length > 1) throw new Error(`${name}: one file must have a "# steps:" line`);
  const head = (key: string) => field(main.text, key);
  const fine = head("fine") !== null;
  const fix = head("fix") ?? "safe";
  if (fix !== "safe" && fix !== "unsafe" && fix !== "none") throw new Error(`${name}: unknown fix "${fix}"`);
  return {
    name,
    folder,
    main: main.path,
    files,
    steps: words(head("steps") ?? ""),
    parent: parentOf(head("parent"), name),
    before: claims(head("before") ?? "", name),
    right: claims(head(fine ? "fine" : "after") ?? "", name),
    fine,
    fix,
    expected: texts.flatMap(({ path, text }) => expectations(path, text)),
    tls: texts.some(({ text }) => text.includes("SHOP_CERTIFICATE")),
  };
}

/** The environments for which something is claimed on this grpcio. */
export function claimedOn(grpcio: string, claims: readonly Claim[]): Environment[] {
  return claims
    .filter(({ bound }) => bound === null || isBelow(grpcio, bound.version) === (bound.operator === "<"))
    .map((claim) => claim.environment);
}

/** The Python files under a folder, relative to it and sorted. */
export function pythonFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".py"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

function field(text: string, key: string): string | null {
  const line = text.split("\n").find((candidate) => candidate.startsWith(`# ${key}:`));
  return line === undefined ? null : line.slice(key.length + 3).trim();
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

function claims(text: string, name: string): Claim[] {
  return text
    .split(",")
    .map(words)
    .filter((parts) => parts.length > 0)
    .map(([word = "", operator, version, ...rest]) => {
      if (operator === undefined) return { environment: environment(word, name), bound: null };
      const known = operator === "<" || operator === ">=";
      if (!known || version === undefined || rest.length > 0) throw new Error(`${name}: cannot read "${text}"`);
      return { environment: environment(word, name), bound: { operator, version } };
    });
}

function environment(word: string, name: string): Environment {
  if (!isEnvironment(word)) throw new Error(`${name}: unknown environment "${word}"`);
  return word;
}

function parentOf(word: string | null, name: string): Program["parent"] {
  if (word === null || word === "created" || word === "warm") return word;
  throw new Error(`${name}: unknown state of the parent "${word}"`);
}

function expectations(path: string, text: string): Expectation[] {
  return text.split("\n").flatMap((line, index) => {
    const rules = /# expect: (GFF\d+(?: GFF\d+)*)$/.exec(line)?.[1];
    return words(rules ?? "").map((rule) => ({ rule, path, line: index + 1 }));
  });
}
