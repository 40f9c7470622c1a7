import { readdirSync } from "node:fs";
import { run } from "../run";
import type { Files, Options } from "../types";
import { rules } from "./index";
import type { Rule } from "./rule";

const options: Options = { targetPython: null, platform: "linux", select: [], ignore: [], unsafeFixes: false };

async function rulesIn(text: string): Promise<readonly string[]> {
  const files: Files = {
    paths: ["shop.py"],
    selected: () => true,
    read: () => ({ kind: "text", text, bytes: text.length }),
  };
  return (await run(files, options)).decisions.map(({ finding }) => finding.rule);
}

const all: readonly Rule[] = rules;
const examples = all.flatMap(({ code, example }) => (example === null ? [] : [[code, example] as const]));

/** Rules that see more in the same program: a setting and what it is for, several servers and how they end. */
const beside: Readonly<Record<string, readonly string[]>> = {
  GFF205: ["GFF206"],
  GFF303: ["GFF101"],
  GFF304: ["GFF104"],
  GFF401: ["GFF101"],
};

describe("the examples of a rule", () => {
  test.each(examples)("%s is found in what was before", async (code, { before }) => {
    expect([...new Set(await rulesIn(before))]).toEqual([...(beside[code] ?? []), code].sort());
  });

  test.each(examples)("nothing is found in what comes after %s", async (_code, { after }) => {
    expect(await rulesIn(after)).toEqual([]);
  });
});

test("every rule that is written is in the list, in order", () => {
  const files = readdirSync(__dirname).filter((name) => /^gff\d{3}\.ts$/.test(name));
  expect(all.map(({ code }) => `${code.toLowerCase()}.ts`)).toEqual(files.sort());
});

test("what is asked about an observation is asked by its rule alone", () => {
  const silent = all.filter((rule) => rule.ask === undefined).map(({ code }) => code);
  expect(silent).toEqual(["GFF001", "GFF002"]);
});
