import { readFileSync } from "node:fs";
import { join } from "node:path";
import { flagTable } from "./flags";
import { helpText } from "./help";

const manual = readFileSync(join(__dirname, "../../docs/cli.md"), "utf8");

test("help is at most 100 columns wide", () => {
  expect(
    helpText()
      .split("\n")
      .filter((line) => line.length > 100),
  ).toEqual([]);
});

test.each(flagTable.map((flag) => [flag.long, flag] as const))(
  "--%s is in the help and in docs/cli.md",
  (long, flag) => {
    if (flag.group !== "Of the command rule") expect(helpText()).toContain(`--${long}`);
    const { aliases = [], negation = [] } = flag;
    if (flag.negation !== undefined) expect(helpText()).toContain(`--${flag.negation}`);
    for (const name of [long, ...aliases, negation].flat()) expect(manual).toMatch(new RegExp(`\`[^\`]*--${name}\\b`));
    if (flag.short !== undefined) expect(manual).toContain(`-${flag.short}`);
  },
);
