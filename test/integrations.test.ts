/** Holds the files by which others run the tool to what the tool takes, and docs/integrations.md to them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DockerfileParser } from "dockerfile-ast";
import { parse } from "yaml";
import { type Tokens, tokensOf } from "../src/cli/tokens";
import { formatNames } from "../src/report/formats";

const root = join(__dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const manual = read("docs/integrations.md");

/** The command line of a call of the tool in a script, variables by their names; it fails for a flag that there is not. */
function callIn(script: string, tool: string): Tokens {
  const line = script.split("\n").find((text) => text.trim().startsWith(tool)) ?? "";
  const words =
    line
      .trim()
      .slice(tool.length)
      .match(/[^\s"()]+/g) ?? [];
  return tokensOf(words);
}

function formatsOf({ flags }: Tokens): readonly string[] {
  return flags.filter(({ flag }) => flag === "format").map(({ value }) => value);
}

describe(".pre-commit-hooks.yaml", () => {
  const hooks: readonly Readonly<Record<string, unknown>>[] = parse(read(".pre-commit-hooks.yaml"));

  test.each(hooks)("$id calls the tool, once for all files", ({ id, entry, language, require_serial }) => {
    const { flags } = callIn(String(entry), "grpc-fork-fix");
    expect(flags.map(({ flag }) => flag)).toEqual(String(id).endsWith("-fix-fix") ? ["write", "allow-dirty"] : []);
    expect([language, require_serial]).toEqual(["node", true]);
    expect(manual).toContain(`- id: ${id} `);
  });

  test("there are two", () => expect(hooks).toHaveLength(2));
});

describe("action.yml", () => {
  const action = parse(read("action.yml"));
  const check = action.runs.steps.find((step: { readonly id?: string }) => step.id === "check");

  test("calls the tool with formats that there are", () => {
    const formats = ['node "$TOOL"', "args+="].flatMap((tool) => formatsOf(callIn(check.run, tool)));
    expect(formats).toEqual(["github", "sarif"]);
    expect(formatNames()).toEqual(expect.arrayContaining(formats));
  });

  test("hands inputs over by the environment alone", () => {
    for (const { run = "" } of action.runs.steps) expect(run).not.toContain("${{");
  });

  test("has each input in the manual", () => {
    for (const name of Object.keys(action.inputs)) expect(manual).toContain(`| \`${name}\` |`);
  });
});

test("ci/gitlab.yml writes the report that it hands over", () => {
  const { "grpc-fork-fix": job } = parse(read("ci/gitlab.yml"));
  const { flags } = callIn(job.script.join("\n"), "grpc-fork-fix");
  expect(flags.find(({ flag }) => flag === "output-file")?.value).toBe(job.artifacts.reports.codequality);
  expect(formatNames()).toEqual(expect.arrayContaining(["gitlab", "text"]));
  for (const name of Object.keys(job.variables)) expect(manual).toContain(name);
});

test("the image is small, runs the tool, and not as root", () => {
  const instructions = DockerfileParser.parse(read("Dockerfile"))
    .getInstructions()
    .map((one) => `${one.getKeyword()} ${one.getArgumentsContent() ?? ""}`);
  const last = instructions.slice(instructions.findLastIndex((text) => text.startsWith("FROM ")));
  expect(instructions.filter((text) => text.startsWith("FROM "))).toHaveLength(2);
  expect(last[0]).toMatch(/-slim$/);
  expect(last).toContain("USER 1000:1000");
  expect(last.at(-1)).toBe('ENTRYPOINT ["grpc-fork-fix"]');
});
