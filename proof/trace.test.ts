/** What `trace` sees in programs under real grpcio, and what `prove` says of a repair. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ENVIRONMENTS, type Environment, processEnvironment } from "./harness/environment";
import { readProgram } from "./harness/program";
import { chooseRuntimes, type Runtime, readRuntimes } from "./harness/runtimes";
import { openShop, type Shop } from "./harness/shop";
import { command } from "./harness/tool";

const root = join(__dirname, "..");
const tool = join(root, "bin", "grpc-fork-fix.js");
const runtimes = process.platform === "linux" ? chooseRuntimes(readRuntimes(root), undefined) : [];

jest.setTimeout(300_000);

let shop: Shop;
let scratch: string;

async function run(runtime: Runtime, flags: readonly string[], name: string, environment: Environment = "unset") {
  const program = readProgram(join(__dirname, "programs", name), name);
  const env = processEnvironment(join(__dirname, "lib"), {
    ...ENVIRONMENTS[environment],
    SHOP: shop.address,
    JOURNAL: join(mkdtempSync(join(scratch, "run-")), "journal"),
  });
  const args = [tool, ...flags, "--format", "json", "--", runtime.python, program.main];
  const { status, stdout, stderr } = await command(process.execPath, args, program.folder, env);
  if (stdout === "") throw new Error(stderr);
  return { status, report: JSON.parse(stdout) };
}

/** By program, the rules of what must be seen to cross a fork; first those in which nothing does. */
const seen: readonly (readonly [program: string, rules: readonly string[]])[] = [
  ["created-in-child-is-fine", []],
  ["fork-support-first-is-fine", []],
  ["new-program-is-fine", []],
  ["spawned-children-are-fine", []],
  ["used-after-the-children-is-fine", []],
  ["intercepted-channel", ["GFF101"]],
  ["nested-children-idle-middle", ["GFF101"]],
  ["os-fork", ["GFF101"]],
  ["own-channels-same-target", ["GFF103"]],
  ["stream-open-at-the-fork", ["GFF103", "GFF104"]],
];

if (runtimes.length === 0) {
  test("a Python with grpcio is there", () => {
    if (process.env.CI === "true") throw new Error("no Python with grpcio: nothing can be traced");
    console.warn("PROOF SKIPPED: no Python with grpcio, so nothing can be traced");
  });
} else {
  describe.each(runtimes.map((runtime) => [runtime.name, runtime] as const))("on grpcio %s", (_, runtime) => {
    beforeAll(async () => {
      scratch = mkdtempSync(join(tmpdir(), "proof-trace-"));
      shop = await openShop(runtime.python, __dirname, null);
    });

    afterAll(() => {
      shop.close();
      rmSync(scratch, { recursive: true, force: true });
    });

    // What the agent puts itself around is the same in all of them.
    const programs = runtime === runtimes[0] ? seen : seen.slice(-2);

    test.each(programs)("what crosses a fork is seen in %s", async (name, rules) => {
      const { status, report } = await run(runtime, ["trace", "--time-limit", "20"], name);
      const crossed: readonly { rule: string }[] = report.crossings;
      expect(report.faults).toEqual([]);
      expect(crossed.map(({ rule }) => rule).sort()).toEqual(rules);
      expect(status).toBe(rules.length > 0 ? 1 : 0);
    });

    test("every step of a crossing is a line of the program", async () => {
      const { report } = await run(runtime, ["trace", "--time-limit", "20"], "os-fork");
      const { steps } = report.crossings[0];
      expect(steps.map(({ at }: { at: { path: string } }) => at.path)).toEqual([
        "night_audit.py",
        "night_audit.py",
        "night_audit.py",
      ]);
      expect(steps.map(({ process }: { process: number }) => process)).toEqual([1, 1, 2]);
    });

    test("a repair is proved", async () => {
      const flags = ["prove", "--runs", "2", "--time-limit", "8"];
      const { status, report } = await run(runtime, flags, "module-stub-process", "fork0");
      expect(report.trials).toEqual([
        expect.objectContaining({ form: "before", hung: true, crossed: ["GFF101"] }),
        expect.objectContaining({ form: "before", hung: true, crossed: ["GFF101"] }),
        expect.objectContaining({ form: "after", status: 0, hung: false, crossed: [] }),
        expect.objectContaining({ form: "after", status: 0, hung: false, crossed: [] }),
      ]);
      expect({ status, verdict: report.verdict }).toEqual({ status: 0, verdict: "proved" });
    });
  });
}
