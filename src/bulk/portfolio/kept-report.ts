import { existsSync } from "node:fs";
import { readJson, readText } from "../../host/json/read-json";
import { formed, list, nullable, object, type Shape, text, whole } from "../../host/json/shape";

/** What a portfolio reads of a finding: docs/json.md. */
export interface KeptFinding {
  readonly rule: string;
  /** `client-before-fork` */
  readonly name: string;
  readonly path: string;
  readonly fingerprint: string;
  readonly fork: { readonly by: string } | null;
  /** Null for what is not about a gRPC object, and in reports of versions that did not tell. */
  readonly origin: KeptOrigin | null;
}

export interface KeptOrigin {
  readonly package: string;
  readonly library: string | null;
  readonly maker: string;
  readonly module: string;
  readonly code: string;
  readonly copy: string;
}

/** Bytes of a report. */
const LIMIT = 256 * 1024 * 1024;
const MOST = 1_000;
const digits = formed("16 hexadecimal digits", /^[0-9a-f]{16}$/);
const originShape = object({
  package: text(MOST),
  library: nullable(text(MOST)),
  maker: text(MOST),
  module: text(10_000),
  code: digits,
  copy: digits,
});
const findingShape = object({
  rule: text(MOST),
  name: text(MOST),
  path: text(10_000),
  fingerprint: text(MOST),
  line: whole(0, 1e9),
  fork: nullable(object({ by: text(MOST) })),
});
const findingWithOrigin: Shape<KeptFinding> = (value, path) => {
  const origin = typeof value === "object" && value !== null ? Reflect.get(value, "origin") : undefined;
  return { ...findingShape(value, path), origin: nullable(originShape)(origin ?? null, [...path, "origin"]) };
};
const reportShape = object({ findings: list(findingWithOrigin, 1_000_000) });

/**
 * The findings of a report that `run` has kept; none where it has not.
 *
 * @throws UsageError for a file that is no report, with its path and what is wrong with it.
 */
export function keptFindings(file: string): readonly KeptFinding[] {
  return existsSync(file) ? readJson(readText(file, file, LIMIT), file, reportShape).findings : [];
}
