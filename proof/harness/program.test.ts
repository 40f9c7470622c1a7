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

const head = "# parent: warm\n# steps: tea coffee\n# before: unset < 1.80, fork0 >= 1.80\n# after: unset, fork1\n";

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
    expected: [{ rule: "GFF101", path: "sell.py", line: 5 }],
  });
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
  ["a state is unknown", "# steps: tea\n# parent: hot\n", /unknown state/],
])("a head is refused when %s", (_, text, message) => {
  writeFileSync(join(folder, "sell.py"), text);
  expect(() => readProgram(folder, "selling")).toThrow(message);
});

test("every program of the suite either fails somewhere, or is fine and expects no finding", () => {
  for (const program of readPrograms(join(__dirname, "..", "programs"))) {
    const claim = {
      fails: program.before.length > 0,
      expects: program.expected.length > 0,
      state: program.parent !== null,
    };
    expect({ name: program.name, ...claim }).toEqual({
      name: program.name,
      fails: !program.fine,
      expects: !program.fine,
      state: !program.fine,
    });
    expect(program.steps).not.toEqual([]);
    expect(program.fix === "none" ? ["none"] : program.right).not.toEqual([]);
  }
});

test("the suite has at least twenty programs with the fault", () => {
  const programs = readPrograms(join(__dirname, "..", "programs"));
  expect(programs.filter(({ fine }) => !fine).length).toBeGreaterThanOrEqual(20);
});
