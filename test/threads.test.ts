/** The number of threads, and the cache, change how long a run takes and nothing else. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const tool = resolve(__dirname, "../bin/grpc-fork-fix.js");
const built = resolve(__dirname, "../dist/src");
const isBuilt = existsSync(join(built, "cli/main.js"));

/** Runs in a process of its own, because threads run what was built. Every piece of work is given to them. */
const script = `
const { openProject } = require(${JSON.stringify(join(built, "host/project"))});
const { openReading } = require(${JSON.stringify(join(built, "reading/reading"))});
const { run } = require(${JSON.stringify(join(built, "run"))});
const [root, jobs] = [process.argv[1], Number(process.argv[2])];
const project = openProject({ paths: [], cwd: root, exclude: [], gitignore: true });
const { files, isUnsaved } = project;
const worthwhile = { scan: 2, parse: 2, search: 2 };
const reading = openReading({ root: project.root, files, isUnsaved, models: undefined, jobs, worthwhile });
const options = { targetPython: null, platform: "linux", select: [], ignore: [], unsafeFixes: false };
run({ ...files, reading }, options).then(({ stats, sources, ...result }) => {
  reading.close();
  process.stdout.write(JSON.stringify({ ...result, parsed: stats.parsed, sources: [...sources] }));
});
`;

const cases = resolve(__dirname, "../__testfixtures__");
const topics = readdirSync(cases).filter((topic) => /^(pool|process|server|executor)s?$/.test(topic));

(isBuilt ? describe : describe.skip)("threads", () => {
  let root = "";

  beforeAll(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "grpc-fork-fix-threads-")));
    for (const topic of topics) cpSync(join(cases, topic), join(root, topic), { recursive: true });
    cpSync(resolve(__dirname, "../examples/orders"), join(root, "orders"), { recursive: true });
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const found = (jobs: number): string => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", script, root, String(jobs)], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    expect([status, stderr]).toEqual([0, ""]);
    return stdout;
  };

  test("find the same, however many there are", () => {
    const one = found(1);
    expect(JSON.parse(one).decisions.length).toBeGreaterThan(3);
    for (const jobs of [2, 3]) expect(found(jobs)).toBe(one);
  }, 300_000);

  test("the command line finds the same with a cache, without one, and with the cache of the run before", () => {
    const report = (...flags: readonly string[]) => {
      const args = [tool, "--format", "json", ...flags, "."];
      const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
      const { stats, ...rest } = JSON.parse(stdout);
      return { parsed: stats.parsed, rest };
    };
    const plain = report("--no-cache");
    expect(existsSync(join(root, ".grpc-fork-fix_cache"))).toBe(false);
    const first = report("--jobs", "1");
    const second = report();
    expect([first.rest, second.rest]).toEqual([plain.rest, plain.rest]);
    expect([plain.parsed > 0, first.parsed > 0]).toEqual([true, true]);

    const clean = spawnSync(process.execPath, [tool, "clean"], { cwd: root, encoding: "utf8" });
    expect([clean.status, clean.stdout]).toEqual([0, ""]);
    expect(existsSync(join(root, ".grpc-fork-fix_cache"))).toBe(false);
  }, 300_000);
});
