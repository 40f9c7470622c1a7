import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { grpcioVersion } from "./grpcio-version";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "grpcio-version-"));
  mkdirSync(join(root, "orders"));
});
afterEach(() => rmSync(root, { recursive: true }));

/** `1.71.0 uv.lock:4`, with a `+` after the lower end of a range. */
function stated(files: Readonly<Record<string, string>>): string | null {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  const found = grpcioVersion([join(root, "orders"), root], (path) => relative(root, path));
  return found && `${found.version}${found.exact ? "" : "+"} ${found.source}`;
}

const locked = (...versions: readonly string[]) =>
  ["grpcio-tools@1.0.0", ...versions.map((version) => `grpcio@${version}`), "idna@3.1"]
    .map((entry) => entry.split("@"))
    .map(([name, version]) => `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { registry = "x" }\n`)
    .join("\n");

const pipfileLock = JSON.stringify({ default: { grpcio: { hashes: ["sha256:a"], version: "==1.60.1" } } }, null, 4);

test.each([
  [{ "uv.lock": locked("1.71.0") }, "1.71.0 uv.lock:8"],
  [{ "uv.lock": locked("1.71.0").replaceAll("\n", "\r\n") }, "1.71.0 uv.lock:8"],
  [{ "poetry.lock": locked("1.71.0") }, "1.71.0 poetry.lock:8"],
  [{ "pdm.lock": locked("1.71.0") }, "1.71.0 pdm.lock:8"],
  // Told apart by markers: the lowest.
  [{ "uv.lock": locked("1.71.0", "1.60.0") }, "1.60.0 uv.lock:13"],
  [{ "uv.lock": locked() }, null],
  [{ "Pipfile.lock": pipfileLock }, "1.60.1 Pipfile.lock:7"],
  [{ "requirements.txt": "grpcio-tools==1.0\n# grpcio==1.1\ngrpcio==1.62.0  # pinned\n" }, "1.62.0 requirements.txt:3"],
  [{ "requirements-dev.txt": "GRPCIO[protobuf] == 1.62.0 ; python_version<'4'\n" }, "1.62.0 requirements-dev.txt:1"],
  [{ "constraints.txt": "grpcio==1.62.0\n" }, "1.62.0 constraints.txt:1"],
  [{ "requirements.txt": "grpcio>=1.60,<2\n" }, "1.60+ requirements.txt:1"],
  [{ "requirements.txt": "grpcio==1.60.*\n" }, "1.60+ requirements.txt:1"],
  [{ "requirements.txt": "grpcio\ngrpcio<2\n" }, null],
  [
    { "pyproject.toml": '[project]\ndependencies = [\n  "grpcio-status>=1.9",\n  "grpcio (>=1.59)",\n]' },
    "1.59+ pyproject.toml:4",
  ],
  [{ "pyproject.toml": '[tool.poetry.dependencies]\ngrpcio = "^1.50"\n' }, "1.50+ pyproject.toml:2"],
  [
    { "pyproject.toml": '[tool.poetry.dependencies]\ngrpcio = { version = "1.50.0", extras = ["a"] }\n' },
    "1.50.0+ pyproject.toml:2",
  ],
  [{ "pyproject.toml": '[project]\ndependencies = [\n  # "grpcio>=1.2",\n]' }, null],
  [{ "setup.py": "setup(install_requires=[\n    'grpcio~=1.48.1',\n])" }, "1.48.1+ setup.py:2"],
  [{ "setup.cfg": "[options]\ninstall_requires =\n    grpcio >= 1.40\n" }, "1.40+ setup.cfg:3"],
  // What is locked counts for more than what is let in, wherever it stands.
  [
    { "orders/pyproject.toml": '[project]\ndependencies = ["grpcio>=1.50"]', "uv.lock": locked("1.71.0") },
    "1.71.0 uv.lock:8",
  ],
  [{ "uv.lock": locked("1.71.0"), "requirements.txt": "grpcio==1.50.0\n" }, "1.71.0 uv.lock:8"],
  [{ "uv.lock": locked("1.71.0"), "orders/uv.lock": locked("1.70.0") }, "1.70.0 orders/uv.lock:8"],
  [{}, null],
])("%j states %s", (files, expected) => {
  expect(stated(files)).toBe(expected);
});
