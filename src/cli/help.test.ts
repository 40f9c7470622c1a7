import { readFileSync } from "node:fs";
import { join } from "node:path";
import { borrowedFlags } from "./borrowed-flags";
import { commandNames, flagsOf, loadCommand } from "./commands";
import { flagTable } from "./flags";
import { commandHelpText, helpText } from "./help";

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
    expect(helpText()).toContain(`--${long}`);
    const { aliases = [], negation = [] } = flag;
    if (flag.negation !== undefined) expect(helpText()).toContain(`--${flag.negation}`);
    for (const name of [long, ...aliases, negation].flat()) expect(manual).toMatch(new RegExp(`\`[^\`]*--${name}\\b`));
    if (flag.short !== undefined) expect(manual).toContain(`-${flag.short}`);
  },
);

test.each(borrowedFlags.map(({ long }) => long))("--%s of jscodeshift is in docs/cli.md", (long) => {
  expect(manual).toMatch(new RegExp(`\`--${long}\\b`));
});

describe.each(commandNames())("the command %s", (name) => {
  const command = loadCommand(name);
  const help = commandHelpText(name, command);

  test("is in the general help and has a chapter in docs/cli.md with all its own flags", () => {
    expect(helpText()).toMatch(new RegExp(`^  ${name} +\\S`, "m"));
    const chapter = manual.split(/^## /m).find((text) => text.startsWith(`\`${name}\``)) ?? "";
    for (const { long } of command.flags) expect(chapter).toContain(`--${long}`);
    expect(chapter).not.toBe("");
  });

  test("explains itself in at most 100 columns", () => {
    expect(help.split("\n").filter((line) => line.length > 100)).toEqual([]);
    for (const { long } of flagsOf(command)) expect(help).toContain(`--${long}`);
    expect(command.examples.filter((example) => !example.startsWith(name))).toEqual([]);
  });
});
