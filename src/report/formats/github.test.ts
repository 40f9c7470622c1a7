import fc from "fast-check";
import { finding, noFix, resultOf, safeFix, view } from "../shop.test-data";
import { anyResult, noticesOnly, unusual } from "../unusual.test-data";
import { report } from "./github";

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** As the runner reads a line (actions/runner, ActionCommand.TryParseV2). */
function parse(line: string): Command {
  const end = line.indexOf("::", 2);
  const head = line.slice(2, end);
  const space = head.indexOf(" ");
  const unescaped = (text: string) =>
    text
      .replaceAll("%0D", "\r")
      .replaceAll("%0A", "\n")
      .replaceAll("%3A", ":")
      .replaceAll("%2C", ",")
      .replaceAll("%25", "%");
  const properties = head
    .slice(space + 1)
    .split(",")
    .map((pair) => [pair.slice(0, pair.indexOf("=")), unescaped(pair.slice(pair.indexOf("=") + 1))]);
  const message = line
    .slice(end + 2)
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%25", "%");
  return { name: head.slice(0, space), properties: Object.fromEntries(properties), message };
}

function commandsOf(text: string): readonly Command[] {
  return text.split("\n").slice(0, -1).map(parse);
}

test("a finding is one line, with its fork and its fix", () => {
  expect(report.render(resultOf([{ finding, fix: safeFix }]), view)).toBe(
    "::error file=app/clients.py,line=5,endLine=5,col=11,endColumn=47,title=GFF101 client-before-fork::" +
      "the channel is created in the parent and used in a forked child%0A" +
      "fork: app/main.py:11:5  multiprocessing.Process (fork)%0A" +
      "fix: safe, lazy-client: edits 2 files: app/clients.py, app/main.py (--write)%0A" +
      "     the channel is created on first use in each process\n",
  );
});

test("nothing found is nothing", () => {
  expect(report.render(resultOf([]), view)).toBe("");
});

test("errors come first, then warnings, then notices", () => {
  const commands = commandsOf(report.render(unusual, view));
  expect(commands.map(({ name }) => name)).toEqual([
    "error",
    "error",
    "error",
    "warning",
    "notice",
    "notice",
    "notice",
  ]);
});

test("columns count characters, and are left out over several lines", () => {
  const [, several, , warning] = commandsOf(report.render(unusual, view));
  expect(warning?.properties).toEqual({
    file: "größe 漢/old prices, #1.py",
    line: "3",
    endLine: "3",
    col: "17",
    endColumn: "22",
    title: "GFF105 GFF105",
  });
  expect(several?.properties).toMatchObject({ line: "3", endLine: "4" });
  expect(several?.properties).not.toHaveProperty("col");
});

test("a message can't start a command of its own", () => {
  const [, odd] = commandsOf(report.render(unusual, view));
  expect(odd?.message).toMatch(/^50% of \|names\| .*\\x0a::error::no\nfix: none/);
});

test("a notice has a place if there is one", () => {
  expect(report.render(noticesOnly, view)).toBe(
    "::notice title=analysis-budget::the budget of one program ran out\n" +
      "::notice file=app/main.py,line=3,title=GFF002::it does not parse\n" +
      "::notice file=größe 漢/old prices%2C #1.py,title=unreadable::it is too large\n",
  );
});

test("paths are from the top of the work tree, where GitHub looks for them", () => {
  const [command] = commandsOf(
    report.render(resultOf([{ finding, fix: noFix }]), { ...view, display: (path) => `../${path}` }),
  );
  expect(command?.properties.file).toBe("app/clients.py");
});

test("no text or path breaks it", () => {
  fc.assert(
    fc.property(anyResult, (result) => {
      const commands = commandsOf(report.render(result, view));
      expect(commands.map(({ name }) => name)).toEqual(["error", "notice"]);
      const path = (result.decisions[0]?.finding.at.path ?? "").replace(/\p{Cs}/gu, "\ufffd");
      expect(commands.map(({ properties }) => properties.file)).toEqual([path, path]);
    }),
  );
});
