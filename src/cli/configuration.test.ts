import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { type Key, onlyOnCommandLine, type Setting, schema } from "../host/configuration/schema";
import { modelKeys } from "../host/configuration/user-models";
import { flagTable } from "./flags";

const manual = readFileSync(join(__dirname, "../../docs/configuration.md"), "utf8");
const settings = Object.entries(schema) as readonly (readonly [Key, Setting<unknown>])[];

/** A default is a value, or words about it. */
function isToml(text: string): boolean {
  try {
    return parse(`x = ${text}`).x !== undefined;
  } catch {
    return false;
  }
}

test("every flag is a key, or for the command line alone", () => {
  const keys = [...settings.map(([key]) => String(key)), ...onlyOnCommandLine];
  const names = flagTable.flatMap(({ long, aliases = [] }) => [long, ...aliases]);
  // `--output-format` is another name of `--format`.
  expect(names.filter((name) => !keys.includes(name))).toEqual(["output-format"]);
});

test("the table in docs/configuration.md is that of the schema", () => {
  const rows = settings.map(
    ([key, { type, help, default: preset, example }]) =>
      `| \`${key}\` | ${type} | ${help} | ${isToml(preset) ? `\`${preset}\`` : preset} | \`${key} = ${example}\` |`,
  );
  expect(manual).toContain(`${rows.join("\n")}\n`);
});

test.each(settings)("the example of %s is valid", (key, { example, read }) => {
  const complaints: string[] = [];
  const value = parse(`x = ${example}`).x;
  if (value === undefined) throw new Error("no value");
  expect(read(value, (_, sentence) => complaints.push(sentence(key)))).toBeDefined();
  expect(complaints).toEqual([]);
});

test.each(modelKeys)("docs/configuration.md has the key %s of models", (key, type) => {
  expect(manual).toContain(`| \`${key}\` | ${type} |`);
});

test("the TOML in docs/configuration.md is valid", () => {
  const blocks = [...manual.matchAll(/```toml\n([\s\S]*?)```/g)].map((match) => parse(match[1] ?? ""));
  expect(blocks.length).toBeGreaterThan(2);
});
