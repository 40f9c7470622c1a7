const { existsSync, readdirSync } = require("node:fs");
const { delimiter, join } = require("node:path");

/** Where Debian keeps each version; its servers are not on the PATH. */
const DEBIAN = "/usr/lib/postgresql";

/** The folder of a PostgreSQL's programs, `initdb` and `postgres` among them, or null. */
function findPostgres() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    ...versions.map((version) => join(DEBIAN, version, "bin")),
  ];
  const isWhole = (folder) => ["initdb", "postgres"].every((program) => existsSync(join(folder, program)));
  return folders.filter((folder) => folder !== "").find(isWhole) ?? null;
}

module.exports = { findPostgres };
