/** A proof program: its folder, and what its head says of how it behaves before and after the repair. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type Claim, readClaims } from "./claim";
import { type Deployment, readDeployment } from "./deployment";
import { readServing, type Serving } from "./serving";

/** A finding that the tool must report: `# expect: GFF101` at the end of the line of the channel's creation. */
export interface Expectation {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  /** What the tool is expected to make of it: `GFF201(unsafe)`; without a word, what the whole program's head says. */
  readonly fix: Safety;
}

export type Safety = "safe" | "unsafe" | "none";

export interface Program {
  readonly name: string;
  readonly folder: string;
  /** The file to run, relative to the folder: the one whose head has `# steps:`, `# workers:` or `# deployed:`. */
  readonly main: string;
  readonly files: readonly string[];
  /** One reply each that a client program must see, in some process. */
  readonly steps: readonly string[];
  /** What must hold for a server program; null for others. */
  readonly serving: Serving | null;
  /** How an application is started that a framework forks; null for what is run by itself. */
  readonly deployment: Deployment | null;
  /** What the parent of a client had done with gRPC when it forked; null where nothing crosses a fork. */
  readonly parent: ParentState | null;
  /** Of each finding that tells of the parent's state; null where the head says no state. */
  readonly severity: "error" | "warning" | null;
  /** Where it fails in every run. */
  readonly before: readonly Claim[];
  /** Words of which one must be among the outcomes of each of these runs; empty where any failure will do. */
  readonly fails: readonly string[];
  /** Where it must be right in every run: after the repair, or as it is if it is fine. */
  readonly right: readonly Claim[];
  readonly fine: boolean;
  /** What the tool is expected to make of it. */
  readonly fix: Safety;
  readonly expected: readonly Expectation[];
  /** `path:line` of the one place that forks, as every finding must name it; null where the head does not say. */
  readonly fork: string | null;
  /** It talks to the TLS port of the shop, or serves with TLS. */
  readonly tls: boolean;
}

/** As in src/types.ts; a program that only sets variables may have none. */
type ParentState = "created" | "warm" | "in-flight" | "busy";

const PARENT_STATES: readonly string[] = ["created", "warm", "in-flight", "busy"] satisfies ParentState[];

function isParentState(word: string): word is ParentState {
  return PARENT_STATES.includes(word);
}

const MAIN_KEYS = ["steps", "workers", "deployed"];

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
  const mains = texts.filter(({ text }) => MAIN_KEYS.some((key) => field(text, key) !== null));
  const main = mains[0];
  if (main === undefined || mains.length > 1) {
    throw new Error(`${name}: one file must have a "# steps:", "# workers:" or "# deployed:" line`);
  }
  const head = (key: string) => field(main.text, key);
  const fine = head("fine") !== null;
  const fix = safety(head("fix") ?? "safe", name);
  const parent = parentOf(head("parent"), name);
  return {
    name,
    folder,
    main: main.path,
    files,
    steps: words(head("steps") ?? ""),
    serving: readServing(head, name),
    deployment: readDeployment(head, folder, name),
    parent,
    severity: parent === null ? null : parent === "created" ? "warning" : "error",
    before: readClaims(head("before") ?? "", name),
    fails: words(head("fails") ?? ""),
    right: readClaims(head(fine ? "fine" : "after") ?? "", name),
    fine,
    fix,
    expected: texts.flatMap(({ path, text }) => expectations(path, text, fix)),
    fork: head("fork"),
    tls: texts.some(({ text }) => text.includes("SHOP_CERTIFICATE")),
  };
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

function safety(word: string, name: string): Safety {
  if (word === "safe" || word === "unsafe" || word === "none") return word;
  throw new Error(`${name}: unknown fix "${word}"`);
}

function parentOf(word: string | null, name: string): Program["parent"] {
  if (word === null || isParentState(word)) return word;
  throw new Error(`${name}: unknown state of the parent "${word}"`);
}

function expectations(path: string, text: string, fix: Safety): Expectation[] {
  return text.split("\n").flatMap((line, index) => {
    const rules = /# expect: (GFF\d+(?:\(\w+\))?(?: GFF\d+(?:\(\w+\))?)*)$/.exec(line)?.[1];
    return words(rules ?? "").map((word) => {
      const [rule = "", own] = word.split(/[()]/);
      return { rule, path, line: index + 1, fix: own === undefined ? fix : safety(own, path) };
    });
  });
}
