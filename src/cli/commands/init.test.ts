import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { loadConfiguration } from "../../host/configuration/configuration";
import { put, typed, workTree } from "../typed.test-data";

let folder: string;
beforeEach(() => {
  folder = workTree({ "app.py": "" });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function text(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

function load() {
  return loadConfiguration({ cwd: folder, start: ".", config: null, isolated: false });
}

/** Takes the comments off the keys, as a person does who fills them in. */
function fillIn(path: string): void {
  put(folder, path, text(path).replaceAll(/^# (\[|[a-z-]+ =)/gm, "$1"));
}

test("a section goes behind what is there, and every other byte stays", async () => {
  const before = '\ufeff[project]\r\nname = "shop" # größe\r\n[tool.ruff]\r\nselect = ["ALL"]';
  put(folder, "pyproject.toml", before);
  const { status, out, err } = await typed(folder, "init");
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(out).toMatch(
    /^Added \[tool.grpc-fork-fix\] to pyproject.toml.\n\nAdd to .pre-commit-config.yaml:\n\n {2}- repo: local\n/,
  );
  const after = text("pyproject.toml");
  expect(after.startsWith(`${before}\r\n\r\n[tool.grpc-fork-fix]\r\n`)).toBe(true);
  expect(after.replaceAll("\r\n", "")).not.toContain("\n");
  expect(load()).toMatchObject({ values: {}, files: ["pyproject.toml"] });
  fillIn("pyproject.toml");
  expect(load().values).toMatchObject({
    "target-python": { minor: 9 },
    models: { forks: [{ name: "shop.jobs.run_in_child" }] },
  });
});

test("without a pyproject.toml there is a file of our own", async () => {
  expect((await typed(folder, "init")).out).toMatch(/^Made grpc-fork-fix.toml.\n/);
  expect(load().files).toEqual(["grpc-fork-fix.toml"]);
  fillIn("grpc-fork-fix.toml");
  expect(load().values).toMatchObject({ "grpcio-version": "1.71.0", models: { entryPoints: ["shop.cli.main"] } });
  expect((await typed(folder, "")).status).toBe(0);
});

test("what the project says is not asked for again", async () => {
  put(folder, "pyproject.toml", '[project]\nrequires-python = ">=3.10"\ndependencies = ["grpcio==1.71.0"]\n');
  await typed(folder, "init");
  expect(text("pyproject.toml")).not.toMatch(/target-python|grpcio-version/);
});

test.each([
  ["grpc-fork-fix.toml", "", "grpc-fork-fix.toml holds a configuration for this folder already"],
  ["pyproject.toml", "[tool.grpc-fork-fix]\n", "pyproject.toml holds a configuration"],
  ["pyproject.toml", "[project\n", "pyproject.toml:1: "],
  ["pyproject.toml", "tool = { ruff = {} }\n", "so that no section can follow; make a grpc-fork-fix.toml"],
])("%s with %j is refused, and stays", async (path, content, message) => {
  put(folder, path, content);
  const { status, out, err } = await typed(folder, "init");
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toContain(message);
  expect(text(path)).toBe(content);
});

test("files for pre-commit and GitHub are made at the top of the work tree", async () => {
  mkdirSync(join(folder, "shop"));
  const { out } = await typed(join(folder, "shop"), "init --pre-commit --github");
  expect(out).toBe(
    "Made grpc-fork-fix.toml.\n\nMade ../.pre-commit-config.yaml.\n\nMade ../.github/workflows/grpc-fork-fix.yml.\n",
  );
  expect(text(".pre-commit-config.yaml")).toMatch(/^repos:\n {2}- repo: local\n {4}hooks:\n {6}- id: grpc-fork-fix\n/);
  expect(text(".github/workflows/grpc-fork-fix.yml")).toMatch(
    /\n {6}- run: npx --yes grpc-fork-fix --format github\n$/,
  );
});

test("those that are there are never changed", async () => {
  put(folder, ".pre-commit-config.yaml", "repos: []\n");
  put(folder, ".github/workflows/grpc-fork-fix.yml", "on: push\n");
  put(folder, "grpc-fork-fix.toml", "strict = true\n");
  const { status, out } = await typed(folder, "init --pre-commit --github");
  expect(status).toBe(0);
  expect(out).toContain("Add to .pre-commit-config.yaml:\n\n  - repo: local\n");
  expect(out).toContain("Add to .github/workflows/grpc-fork-fix.yml:\n\n  - uses: actions/checkout@v4\n");
  expect(text(".pre-commit-config.yaml")).toBe("repos: []\n");
  expect(text(".github/workflows/grpc-fork-fix.yml")).toBe("on: push\n");
  expect(text("grpc-fork-fix.toml")).toBe("strict = true\n");
});

test("the hook is that of the README", async () => {
  const readme = readFileSync(join(__dirname, "../../../README.md"), "utf8");
  const { out } = await typed(folder, "init");
  const hook = out.slice(out.indexOf("  - repo")).replaceAll(/^ {2}/gm, "");
  expect(readme).toContain(`\`\`\`yaml\n${hook}\`\`\`\n`);
});

test("a path is wrong use", async () => {
  expect(await typed(folder, "init app")).toMatchObject({ status: 2 });
  expect(existsSync(join(folder, "grpc-fork-fix.toml"))).toBe(false);
});
