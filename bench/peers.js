#!/usr/bin/env node
/**
 * The programs that we are measured against. They are looked for in the scratch folder, then in PATH.
 *
 *     node bench/peers.js [--scratch DIR]                    # says which there are
 *     node bench/peers.js [--scratch DIR] --install-peers    # gets them from npm and PyPI, for the scratch folder alone
 */
const { spawnSync } = require("node:child_process");
const { existsSync, mkdirSync, readdirSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join, resolve } = require("node:path");
const { parseArgs } = require("node:util");

/** From npm, whose packages for each platform hold the programs themselves: nothing has to be run to install them. */
const npmPackages = ["@vscode/ripgrep@1.18.0", "@ast-grep/cli@0.51.1"];
/** From PyPI, as wheels. */
const pipPackages = ["ruff==0.17.6", "libcst==1.9.0"];

const defaultScratch = join(tmpdir(), "grpc-fork-fix-bench");

/** Where each peer is (`ripgrep`, `ast-grep`, `ruff`, and for `libcst` the Python that imports it), or null. */
function findPeers(scratch) {
  const home = join(scratch, "peers");
  const candidates = {
    ripgrep: [inPackages(home, "@vscode", "ripgrep-", join("bin", "rg")), "rg"],
    "ast-grep": [inPackages(home, "@ast-grep", "cli-", "ast-grep"), "ast-grep"],
    ruff: [join(home, "venv", "bin", "ruff"), "ruff"],
    libcst: [join(home, "venv", "bin", "python"), "python3"],
  };
  return Object.fromEntries(Object.entries(candidates).map(([name, programs]) => [name, firstOf(name, programs)]));
}

/** The program in the one package of this platform that npm has installed. */
function inPackages(home, scope, prefix, program) {
  const folder = join(home, "node_modules", scope);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(prefix)) : [];
  return names.map((name) => join(folder, name, program)).find(existsSync) ?? null;
}

function firstOf(name, programs) {
  for (const program of programs) {
    const version = program === null ? null : versionOf(name, program);
    if (version !== null) return { program, version };
  }
  return null;
}

function versionOf(name, program) {
  const args = name === "libcst" ? ["-c", "import libcst; print(libcst.LIBCST_VERSION)"] : ["--version"];
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? (/\d+(\.\d+)+/.exec(stdout)?.[0] ?? null) : null;
}

/**
 * Gets all peers, each in the version that is named here.
 *
 * @throws Error if one of the package managers fails, with what it said.
 */
function installPeers(scratch, say) {
  const home = join(scratch, "peers");
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), '{ "private": true }\n');
  say(`npm: ${npmPackages.join(" ")}`);
  run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", home, ...npmPackages], home);
  say(`PyPI: ${pipPackages.join(" ")}`);
  const venv = join(home, "venv");
  if (!existsSync(venv)) run("python3", ["-m", "venv", venv], home);
  const options = ["--quiet", "--disable-pip-version-check", "--only-binary=:all:"];
  run(join(venv, "bin", "python"), ["-m", "pip", "install", ...options, ...pipPackages], home);
}

function run(program, args, cwd) {
  const { status, stderr, error } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args[0]} failed: ${error?.message ?? stderr.trim()}`);
}

/** A line for each peer, and for each that is missing what is not compared because of it. */
function describePeers(peers) {
  return Object.entries(peers).map(([name, peer]) =>
    peer === null
      ? `MISSING: ${name}; nothing is compared with it (--install-peers gets it)`
      : `${name} ${peer.version}: ${peer.program}`,
  );
}

module.exports = { defaultScratch, describePeers, findPeers, installPeers };

if (require.main === module) {
  const options = { scratch: { type: "string", default: defaultScratch }, "install-peers": { type: "boolean" } };
  try {
    const { values } = parseArgs({ options });
    const scratch = resolve(values.scratch);
    if (values["install-peers"]) installPeers(scratch, (text) => process.stderr.write(`peers: ${text}\n`));
    process.stdout.write(`${describePeers(findPeers(scratch)).join("\n")}\n`);
  } catch (error) {
    process.stderr.write(`peers: ${error.message}\n`);
    process.exitCode = 2;
  }
}
