/** Tests stand beside what they test (`*.test.ts`); `test/` holds those of the whole. `proof/` runs Python. */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/src", "<rootDir>/transforms", "<rootDir>/test", "<rootDir>/proof"],
  testMatch: ["**/*.test.ts"],
  transform: {
    "\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } },
    ],
  },
};
