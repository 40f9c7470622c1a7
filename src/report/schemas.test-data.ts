/** Holds texts to the published schemas of their formats. Nothing is downloaded. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type ValidateFunction } from "ajv-draft-04";
import addFormats from "ajv-formats";

const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a JSON text by a schema of `schemas.test-data/`; empty if nothing is. */
export function complaintsOf(schema: "sarif-2.1.0" | "rdf-diagnostic-result", text: string): readonly string[] {
  const validate = compiled.get(schema) ?? compile(schema);
  compiled.set(schema, validate);
  if (validate(JSON.parse(text))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function compile(schema: string): ValidateFunction {
  const path = join(__dirname, "schemas.test-data", `${schema}.jsonschema`);
  // reviewdog's schema names the types of enums beside `oneOf`, which strict mode takes for a slip.
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv as never);
  return ajv.compile(JSON.parse(readFileSync(path, "utf8")));
}
