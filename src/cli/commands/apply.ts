import { realpathSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { type Bundle, bytesOfContent, pathsOf } from "../../bundle/bundle";
import type { Composition, Present } from "../../bundle/compose";
import { decode, encode } from "../../host/decode";
import { type ExpectedFile, expectedFile } from "../../host/expected-file";
import { workTreeOf } from "../../host/git";
import { hashOf } from "../../host/journal";
import { UsageError } from "../../host/usage-error";
import type { Allowance } from "../../host/worktree";
import type { Write } from "../../host/write";
import { printable } from "../../report/cells";
import type { Command } from "../command";
import type { Terminal } from "../terminal";
import type { Tokens } from "../tokens";
import type { Site } from "../write-changes";

export const command = {
  summary: "Apply fixes that --export-fixes wrote, here or on another machine",
  usage: ["FILE [--dry-run]"],
  description: `Applies the fixes of a bundle to this git work tree (without one, to this folder). A fix lands
whole or not at all: one that edits a file that is gone, or was changed since, is left out, and the
others land. \`-\` reads the bundle from stdin.`,
  takes: ["dry-run", "allow-dirty", "allow-no-vcs", "force"],
  flags: [],
  examples: ["apply --dry-run fixes.json            what it would change", "apply fixes.json"],
  run,
} satisfies Command;

type Ok = Extract<ExpectedFile, { readonly kind: "ok" }>;

/** A bundle beside the work tree that it is for. */
interface Trial {
  readonly bundle: Bundle;
  readonly site: Site;
  readonly here: ReadonlyMap<string, Ok>;
  /** By path, why it is left alone. */
  readonly refused: ReadonlyMap<string, string>;
}

function run({ flags, words }: Tokens, terminal: Terminal): number {
  const has = (name: string) => flags.some(({ flag }) => flag === name);
  const trial = trialOf(bundleOf(words, terminal), terminal.folder);
  const say = (text: string) => {
    if (!has("quiet")) terminal.err.write(text);
  };
  if (isDone(trial)) {
    say("All of these fixes are applied already.\n");
    return 0;
  }
  const { compose } = loadCompose();
  const composition = compose(trial.bundle, new Map([...trial.here].map(([path, file]) => [path, presentOf(file)])));
  const writes = writesOf(trial, composition);
  if (has("dry-run")) {
    terminal.out.write(patch(writes, trial.site));
  } else {
    const { writeBytes } = loadWriteChanges();
    const landing = writeBytes(writes, trial.site, allowancesOf(has), "apply");
    for (const { message } of landing.notices) say(`note: ${message}\n`);
    if (landing.kind === "refused") throw new UsageError(landing.complaint.trimEnd());
  }
  terminal.err.write(refusalsOf(trial, composition));
  const [all, landed] = [trial.bundle.fixes.length, composition.fixes.length];
  say(
    `${has("dry-run") ? "Would apply" : "Applied"} ${landed} of ${count(all, "fix", "fixes")} in ${count(writes.length, "file", "files")}.\n`,
  );
  return landed < all ? 1 : 0;
}

function bundleOf(words: Tokens["words"], terminal: Terminal): Bundle {
  const [name, ...more] = words.map(({ text }) => text);
  if (name === undefined || more.length > 0) throw new UsageError("apply takes one file, which --export-fixes wrote");
  const { readBundle, bundleLimit } = loadReadBundle();
  if (name === "-") return readBundle(terminal.readInput().toString("utf8"), "stdin");
  return readBundle(loadReadJson().readText(resolve(terminal.folder, name), name, bundleLimit), name);
}

function trialOf(bundle: Bundle, folder: string): Trial {
  const cwd = realpathSync(folder);
  const root = workTreeOf(cwd) ?? cwd;
  const here = new Map<string, Ok>();
  const refused = new Map<string, string>();
  for (const { path, before, after } of bundle.files) {
    const file = expectedFile(root, path, before);
    const twin = file.kind === "ok" && [...here].find(([, other]) => other.file === file.file)?.[0];
    if (file.kind === "refused") refused.set(path, file.reason);
    else if (twin) refused.set(path, `it is the same file as ${twin}`);
    else if (decode(bytesOfContent(after)).kind === "unreadable") refused.set(path, "its new text is not Python text");
    else here.set(path, file);
  }
  const display = (path: string) => printable(relative(cwd, join(root, path)).split(sep).join("/"));
  return { bundle, site: { root, display }, here, refused };
}

/** Whether every file already is what the bundle makes of it. */
function isDone({ bundle: { files }, site: { root } }: Trial): boolean {
  if (files.length === 0) return false;
  return files.every(({ path, after }) => expectedFile(root, path, hashOf(bytesOfContent(after))).kind === "ok");
}

function presentOf({ text, format }: Ok): Present {
  return { text, encode: (next) => encode(next, format) };
}

function writesOf({ here }: Trial, { after }: Composition): readonly Write[] {
  return [...after].flatMap(([path, bytes]) => {
    const before = here.get(path)?.bytes;
    return before === undefined || before.equals(bytes) ? [] : [{ path, before, after: bytes }];
  });
}

function patch(writes: readonly Write[], { display }: Site): Buffer {
  const { patchOf } = loadDiff();
  // A character for each byte, in and out: how the text is encoded is no matter here.
  const [read, bytesOf] = [
    (bytes: Buffer) => bytes.toString("latin1"),
    (_: string, text: string) => Buffer.from(text, "latin1"),
  ];
  const changes = writes.map(({ path, before, after }) => ({ path, before: read(before), after: read(after) }));
  return patchOf(changes, { display, bytesOf });
}

/** A line for each file that was left alone, and for each fix that was left out. */
function refusalsOf({ bundle, site, refused }: Trial, { fixes, unfit }: Composition): string {
  const reasons = new Map([
    ...refused,
    ...unfit.map((path) => [path, "the edits of the fixes do not fit it"] as const),
  ]);
  const files = [...reasons].map(([path, reason]) => `refused: ${printable(path)}: ${reason}\n`);
  const left = bundle.fixes
    .filter((_, index) => !fixes.includes(index))
    .map((fix) => {
      const touched = [...pathsOf(fix)].filter((path) => reasons.has(path)).map(printable);
      const why =
        touched.length === 0
          ? "it overlaps with another fix of a file that lost some"
          : `it edits ${touched.join(", ")}`;
      const [first] = fix.findings;
      const at = first === undefined ? "" : ` for ${first.rule} at ${site.display(first.path)}:${first.line}`;
      return `left out: ${fix.transform}${at}: ${why}\n`;
    });
  return [...files, ...left].join("");
}

function allowancesOf(has: (name: string) => boolean): ReadonlySet<Allowance> {
  const allowed = new Set<Allowance>();
  if (has("allow-dirty") || has("force")) allowed.add("dirty");
  if (has("allow-no-vcs") || has("force")) allowed.add("no-vcs");
  return allowed;
}

function count(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`;
}

function loadCompose(): typeof import("../../bundle/compose") {
  return require("../../bundle/compose");
}

function loadReadBundle(): typeof import("../../bundle/read-bundle") {
  return require("../../bundle/read-bundle");
}

function loadReadJson(): typeof import("../../host/json/read-json") {
  return require("../../host/json/read-json");
}

function loadWriteChanges(): typeof import("../write-changes") {
  return require("../write-changes");
}

function loadDiff(): typeof import("../../report/diff") {
  return require("../../report/diff");
}
