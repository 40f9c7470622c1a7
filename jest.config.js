const { existsSync } = require("node:fs");
const { join } = require("node:path");

/** Tests stand beside what they test (`*.test.ts`); `test/` holds those of the whole. `proof/` runs Python. */
module.exports = {
  testEnvironment: "node",
  // Jest refuses a folder that is not there, and git keeps no empty ones.
  roots: ["src", "transforms", "test", "proof", "scripts"]
    .filter((folder) => existsSync(join(__dirname, folder)))
    .map((folder) => `<rootDir>/${folder}`),
  testMatch: ["**/*.test.ts"],
  transform: {
    "\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } },
    ],
  },
};
