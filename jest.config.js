const { existsSync } = require("node:fs");
const { availableParallelism } = require("node:os");
const { join } = require("node:path");

/** Tests stand beside what they test (`*.test.ts`); `test/` holds those of the whole. `proof/` runs Python. */
module.exports = {
  testEnvironment: "node",
  // Jest refuses a folder that is not there, and git keeps no empty ones.
  roots: ["src", "transforms", "test", "proof", "scripts", "bench"]
    .filter((folder) => existsSync(join(__dirname, folder)))
    .map((folder) => `<rootDir>/${folder}`),
  testMatch: ["**/*.test.ts"],
  // In processes of their own: all suites in one ran out of room for compiled patterns.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // No test is about time: on a busy machine each may take its own.
  testTimeout: 60_000,
  workerIdleMemoryLimit: "800MB",
  transform: {
    "\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } },
    ],
  },
};
