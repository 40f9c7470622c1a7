/** Lets plain scripts load the TypeScript of tests, as jest does: types are dropped, nothing is checked. */
const { transformFileSync } = require("@swc/core");

const options = { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } };

require.extensions[".ts"] = (module, file) => module._compile(transformFileSync(file, options).code, file);
