import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { claimedOn } from "./claim";
import { readProgram, readPrograms } from "./program";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "proof-program-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

const head =
  "# parent: warm\n# steps: tea coffee\n# fork: sell.py:9\n# before: unset < 1.80, fork0 >= 1.80\n# after: unset, fork1\n";

test("a head says how the program behaves", () => {
  writeFileSync(join(folder, "sell.py"), `${head}channel = open()  # expect: GFF101\n`);
  writeFileSync(join(folder, "aside.py"), "");
  expect(readProgram(folder, "selling")).toMatchObject({
    main: "sell.py",
    files: ["aside.py", "sell.py"],
    steps: ["tea", "coffee"],
    parent: "warm",
    right: [
      { environment: "unset", bound: null },
      { environment: "fork1", bound: null },
    ],
    fine: false,
    fix: "safe",
    serving: null,
    deployment: null,
    severity: "error",
    fails: [],
    fork: "sell.py:9",
    expected: [{ rule: "GFF101", path: "sell.py", line: 6, fix: "safe" }],
  });
});

test("a head says how an application is deployed", () => {
  writeFileSync(join(folder, "Procfile"), "web: gunicorn --preload web:app\n");
  writeFileSync(
    join(folder, "web.py"),
    "# deployed: Procfile\n# needs: gunicorn flask\n# processes: 2\n# fine: unset\n",
  );
  expect(readProgram(folder, "web")).toMatchObject({
    main: "web.py",
    steps: [],
    fine: true,
    deployment: {
      command: "gunicorn --preload web:app",
      kind: "web",
      processes: 2,
      frameworks: ["gunicorn", "flask"],
    },
  });
});

test("findings of one line can be repaired with different safety", () => {
  writeFileSync(join(folder, "sell.py"), `${head}channel = open()  # expect: GFF204 GFF201(unsafe)\n`);
  expect(readProgram(folder, "selling").expected).toEqual([
    { rule: "GFF204", path: "sell.py", line: 6, fix: "safe" },
    { rule: "GFF201", path: "sell.py", line: 6, fix: "unsafe" },
  ]);
});

test("a claim can be bounded to versions", () => {
  writeFileSync(join(folder, "sell.py"), head);
  const program = readProgram(folder, "selling");
  expect(claimedOn("1.71.0", program.before)).toEqual(["unset"]);
  expect(claimedOn("1.80.0", program.before)).toEqual(["fork0"]);
  expect(claimedOn("1.80.0", program.right)).toEqual(["unset", "fork1"]);
});

test.each([
  ["no file has steps", "", /one file must have/],
  ["an environment is unknown", "# steps: tea\n# before: fork2\n", /unknown environment "fork2"/],
  ["a bound is not understood", "# steps: tea\n# before: fork0 > 1.2\n", /cannot read/],
  ["a repair is unknown", "# steps: tea\n# fix: wild\n", /unknown fix "wild"/],
  ["a state is unknown", "# steps: tea\n# parent: hot\n", /unknown state/],
])("a head is refused when %s", (_, text, message) => {
  writeFileSync(join(folder, "sell.py"), text);
  expect(() => readProgram(folder, "selling")).toThrow(message);
});

const programs = join(__dirname, "..", "programs");
const serving = join(__dirname, "..", "programs-serving");
const frameworks = join(__dirname, "..", "programs-frameworks");

test.each([
  ["client", programs],
  ["server", serving],
  ["deployed", frameworks],
])("every %s program of the suite either fails somewhere, or is fine and expects no finding", (_, folder) => {
  for (const program of readPrograms(folder)) {
    const claim = { fails: program.before.length > 0, expects: program.expected.length > 0 };
    expect({ name: program.name, ...claim }).toEqual({
      name: program.name,
      fails: !program.fine,
      expects: !program.fine,
    });
    expect(program.fix === "none" ? ["none"] : program.right).not.toEqual([]);
  }
});

test("client programs have steps, and server programs say what must hold while they serve", () => {
  for (const { name, steps, serving: held } of readPrograms(programs)) {
    expect({ name, hasSteps: steps.length > 0, held }).toEqual({ name, hasSteps: true, held: null });
  }
  for (const { name, steps, serving: held } of readPrograms(serving)) {
    expect({ name, steps, isHeld: held !== null }).toEqual({ name, steps: [], isHeld: true });
  }
});

test("each deployed program is started as its deployment says", () => {
  for (const { name, steps, serving: held, deployment } of readPrograms(frameworks)) {
    expect({ name, steps, held, isDeployed: deployment !== null }).toEqual({
      name,
      steps: [],
      held: null,
      isDeployed: true,
    });
  }
});

test("no two programs have one name", () => {
  const names = [programs, serving, frameworks].flatMap(readPrograms).map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});

test.each([
  ["twenty clients", programs, 20],
  ["fifteen servers", serving, 15],
  ["eight applications", frameworks, 8],
])("the suite has at least %s with the fault", (_, folder, count) => {
  expect(readPrograms(folder).filter(({ fine }) => !fine).length).toBeGreaterThanOrEqual(count);
});
