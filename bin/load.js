/**
 * Loads the built modules: one by one from `dist`, or all from `dist/modules.js`, into which `scripts/bundle.js` has put them.
 * Measured on Node 20: 330 modules take 150 ms of processor time one by one, 60 from the bundle, and 10 with what V8 made of
 * it in an earlier run.
 */

const { createHash } = require("node:crypto");
const { accessSync, constants, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname, join, relative, resolve, sep } = require("node:path");
const { isMainThread } = require("node:worker_threads");
const { Script } = require("node:vm");

const dist = join(__dirname, "..", "dist");
const bundle = join(dist, "modules.js");
/** V8 takes its code back in the version and on the processor that made it. */
const compiled = join(dist, `modules.${process.version}.${process.arch}.code`);

/** The exports of a built module, by its path in `dist`. */
function load(name) {
  opened ??= isFresh() ? { from: openBundle() } : { from: (path) => require(join(dist, path)) };
  return opened.from(name);
}

/** Set by the first `load`. */
let opened = null;

/** Whether nothing was compiled since the bundle was made: a compiler writes all modules each time. */
function isFresh() {
  const main = statSync(join(dist, "src", "cli", "main.js"), { throwIfNoEntry: false });
  const made = statSync(bundle, { throwIfNoEntry: false });
  return made !== undefined && main !== undefined && made.mtimeMs >= main.mtimeMs;
}

function openBundle() {
  const text = readFileSync(bundle, "latin1");
  const code = keptCode(text);
  const script = new Script(text, { filename: bundle, ...(code && { cachedData: code }) });
  if (isMainThread && (code === null || script.cachedDataRejected)) unkept = { script, text };
  nameOriginals(text);
  return requirer(script.runInThisContext());
}

/** What gives modules as `require` does. A package is a matter of Node, and so is a path out of `dist`. */
function requirer(bodies) {
  const outside = createRequire(bundle);
  const modules = new Map();
  const given = (path) => {
    const known = modules.get(path);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(path, module);
    const file = join(dist, path);
    const folder = dirname(file);
    const inside = (name) => {
      if (!/^[./]|^[a-zA-Z]:/.test(name)) return outside(name);
      const target = relative(dist, resolve(folder, name)).replaceAll(sep, "/");
      const found = [target, `${target}.js`, `${target}/index.js`].find((one) => Object.hasOwn(bodies, one));
      return found === undefined ? outside(resolve(folder, name)) : given(found);
    };
    inside.resolve = outside.resolve;
    bodies[path](module.exports, inside, module, file, folder);
    return module.exports;
  };
  return given;
}

/** A bundle that was compiled by this process, until its code is kept. */
let unkept = null;

/** The code that was kept for this text of the bundle; null when there is none. Damaged code would be executed all the same. */
function keptCode(text) {
  try {
    const bytes = readFileSync(compiled);
    const code = bytes.subarray(32);
    return sealOf(text, code).equals(bytes.subarray(0, 32)) ? code : null;
  } catch {
    return null;
  }
}

/**
 * Keeps the code of all functions that have run so far beside the bundle, for the next run. Who may write there may as well
 * write another bundle, so it needs no more protection than that.
 */
function keepCode() {
  if (unkept === null) return;
  const temporary = `${compiled}.${process.pid}`;
  try {
    accessSync(dist, constants.W_OK);
    const code = unkept.script.createCachedData();
    writeFileSync(temporary, Buffer.concat([sealOf(unkept.text, code), code]), { flag: "wx" });
    renameSync(temporary, compiled);
  } catch {
    rmSync(temporary, { force: true });
  }
}

/** The first line of a bundle is a digest of the rest. */
function sealOf(text, code) {
  return createHash("sha256")
    .update(text.slice(0, text.indexOf("\n")))
    .update(code)
    .digest();
}

/** Stacks name the file of `dist` and its line, as if it had been loaded from there. */
function nameOriginals(text) {
  let modules = null;
  const withOriginal = (call) =>
    call.replace(/([^\s(]*modules\.js):(\d+)/, (whole, file, line) => {
      if (file !== bundle) return whole;
      modules ??= modulesIn(text);
      const found = originOf(Number(line), modules);
      return found === null ? whole : `${join(dist, found.path)}:${found.line}`;
    });
  Error.prepareStackTrace = (error, calls) =>
    [error, ...calls.map((call) => `    at ${withOriginal(String(call))}`)].join("\n");
}

/** The modules of a bundle in their order: the path of each, and the line before its first, counted from 1. */
function modulesIn(text) {
  return text.split("\n").flatMap((line, index) => {
    const path = /^"(.+)"\(exports, require, module, __filename, __dirname\) \{$/.exec(line)?.[1];
    return path === undefined ? [] : [{ path, line: index + 1 }];
  });
}

/** The module that stands at a line of a bundle, and the line in the module. */
function originOf(line, modules) {
  const found = modules.findLast((module) => module.line < line);
  return found === undefined ? null : { path: found.path, line: line - found.line };
}

module.exports = { load, keepCode, modulesIn, originOf };
