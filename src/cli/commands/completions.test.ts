/** The scripts in the shells that they are for. A shell that is not installed is skipped, but bash never. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadFormat } from "../../report/formats";
import { typed } from "../typed.test-data";

jest.setTimeout(60_000);

const shells = ["bash", "zsh", "fish"] as const;
type Shell = (typeof shells)[number];

let folder: string;
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "completions-")));
  mkdirSync(join(folder, "cases"));
  for (const name of ["clients.py", "clients.toml"]) writeFileSync(join(folder, name), "");
  for (const shell of shells) {
    const { status, out } = await typed(folder, `completions ${shell}`);
    expect(status).toBe(0);
    writeFileSync(join(folder, `script.${shell}`), out);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function isInstalled(shell: Shell): boolean {
  return spawnSync(shell, ["-c", "exit 0"]).status === 0;
}

function run(shell: Shell, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(shell, args, { cwd: folder, encoding: "utf8", timeout: 50_000 });
  if (status !== 0) throw new Error(`${shell}: ${stderr}${stdout}`);
  return stdout;
}

/** Bash cuts words at `=`, too. */
function askBash(line: string): readonly string[] {
  const words = line.split(/ |(=)/).filter((word) => word !== undefined);
  const quoted = words.map((word) => `'${word}'`).join(" ");
  const script = `source script.bash; COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _grpc_fork_fix
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  return run("bash", ["--norc", "--noprofile", "-c", script]).split("\n");
}

function askFish(line: string): readonly string[] {
  return run("fish", ["--no-config", "-c", `source script.fish; complete -C '${line}'`])
    .split("\n")
    .map((row) => row.split("\t")[0]?.replace(/^--[a-z-]+=/, "") ?? "");
}

/** In a zsh at a terminal of its own, whose compadd says what it was given. */
const zshDriver = `
zmodload zsh/zpty
zpty inner zsh -f -i
zpty -w inner "PROMPT=; autoload -Uz compinit; compinit -u -D; source script.zsh"
zpty -w inner '
compadd () {
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return $?; fi
  typeset -a hits
  builtin compadd -A hits "$@"
  builtin compadd "$@"
  print -l -- "<"$^hits">"
}
comppostfuncs=(ended)
ended () { print "<<END>>"; exit }
bindkey "^I" complete-word
print "<<READY>>"'
zpty -r inner seen '*<<READY>>*<<READY>>*'
zpty -w -n inner "$1"$'\\t'
zpty -r inner seen '*<<END>>*'
print -r -- "$seen"
`;

function askZsh(line: string): readonly string[] {
  writeFileSync(join(folder, "driver.zsh"), zshDriver);
  const output = run("zsh", ["-f", "driver.zsh", line]);
  return [...output.matchAll(/<([^<>]+)>/g)].map((match) => match[1] ?? "");
}

const ask: Readonly<Record<Shell, (line: string) => readonly string[]>> = { bash: askBash, fish: askFish, zsh: askZsh };

/** What must be offered, and what must not; of a list, zsh offers the last part alone. */
const cases: readonly (readonly [line: string, offered: readonly string[], not: readonly string[]])[] = [
  ["grpc-fork-fix ba", ["baseline"], ["rule"]],
  ["grpc-fork-fix --unsafe", ["--unsafe-fixes"], ["--check"]],
  ["grpc-fork-fix --format ", ["json", "text"], ["--check", "clients.py"]],
  ["grpc-fork-fix --format=js", ["json"], ["text"]],
  ["grpc-fork-fix --color a", ["always", "auto"], ["never"]],
  ["grpc-fork-fix -t la", ["lazy-client"], ["spawn-context"]],
  ["grpc-fork-fix --select GFF101 --target-python 3.1", ["3.10", "3.14"], ["3.8"]],
  ["grpc-fork-fix rule GFF20", ["GFF201", "GFF206"], ["GFF101"]],
  ["grpc-fork-fix rule --a", ["--all"], ["--allow-dirty"]],
  ["grpc-fork-fix rule --format ", ["markdown"], ["sarif"]],
  ["grpc-fork-fix --quiet baseline ", ["create", "prune"], ["rule"]],
  ["grpc-fork-fix src --strict --format ", ["json", "text"], ["--check"]],
  ["grpc-fork-fix src --unsafe", ["--unsafe-fixes"], ["--check"]],
  ["grpc-fork-fix completions ", ["bash", "fish", "zsh"], ["rule"]],
];

describe.each(shells)("%s", (shell) => {
  const hasShell = isInstalled(shell);
  if (!hasShell) console.warn(`Completions of ${shell} are not tested: it is not installed.`);
  const here = hasShell || shell === "bash" ? test : test.skip;

  here.each(cases)("%s", (line, offered, not) => {
    const answers = ask[shell](line);
    expect(answers).toEqual(expect.arrayContaining([...offered]));
    expect(answers.filter((answer) => not.includes(answer))).toEqual([]);
  });

  here("codes are joined by commas", () => {
    const answers = ask[shell]("grpc-fork-fix --select GFF101,GFF20");
    expect(answers).toContain(shell === "zsh" ? "GFF206" : "GFF101,GFF206");
    expect(answers.join()).not.toContain("GFF301");
  });

  here("what needs a file is given one", () => {
    // Bash falls back to its own completion of files where the function offers nothing.
    const expected = shell === "bash" ? ["", ""] : expect.arrayContaining(["clients.toml"]);
    expect(ask[shell]("grpc-fork-fix --config cl")).toEqual(expected);
    const folders = ask[shell]("grpc-fork-fix --cache-dir ca").map((answer) => answer.replace(/\/$/, ""));
    expect(folders).toContain("cases");
  });
});

test("every format and every command is offered, as there may be more tomorrow", async () => {
  const commands = readdirSync(__dirname).flatMap((file) => /^([a-z]+)\.ts$/.exec(file)?.[1] ?? []);
  const offered = askBash("grpc-fork-fix ");
  expect(offered).toEqual(expect.arrayContaining(commands));
  for (const format of askBash("grpc-fork-fix --format ").filter((name) => name !== "")) {
    expect(loadFormat(format).render).toBeDefined();
  }
});

test.each([
  ["completions", "completions takes one of bash, zsh, fish"],
  ["completions bash zsh", "completions takes one of bash, zsh, fish"],
  ["completions fsh", 'completions is one of bash, zsh, fish, not "fsh"; did you mean zsh?'],
])("%s is wrong use", async (line, message) => {
  expect(await typed(folder, line)).toMatchObject({ status: 2, err: `grpc-fork-fix: ${message}\n` });
});
