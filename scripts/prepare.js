/**
 * What npm runs as `prepare`: after an install in a checkout, before it packs, and in a clone that is a dependency by its
 * git address. Builds what is missing or old. Everything that it says goes to stderr, for `npm pack` prints a name.
 */
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { build, needsBuild } = require("./build");
const { install } = require("./install");
const { withLock } = require("./lock");

const root = join(__dirname, "..");

/** npm gives the clone of a package that it installs globally no development packages, and the compiler is one. */
function prepare() {
  if (!existsSync(join(root, "node_modules", "typescript"))) install(root);
  // The install has run `prepare`, too.
  if (needsBuild(root)) build(root);
}

const omitted = (process.env.npm_config_omit ?? "").split(/\s+/);
if (needsBuild(root)) {
  if (omitted.includes("dev")) process.stderr.write("grpc-fork-fix is not built: its compiler was left out\n");
  else withLock(root, prepare);
}
