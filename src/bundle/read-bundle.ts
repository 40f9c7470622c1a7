import type { JsonPath } from "../host/json/document";
import { readJson } from "../host/json/read-json";
import { formed, list, Mismatch, nullable, object, oneOf, type Shape, text, whole } from "../host/json/shape";
import type { Bundle, Content } from "./bundle";

/** The size of a bundle, in bytes. */
export const bundleLimit = 128 * 1024 * 1024;

const COUNT = 10_000;
const EDITS = 10_000;
/** UTF-16 units of a sentence, and of a file, of which base64 takes a third more. */
const SENTENCE = 10_000;
const FILE = 14 * 1024 * 1024;

/** Which paths are followed is asked where they are: one that is not is no reason to leave the others. */
const path = formed("a path of at most 4096 characters", /^.{1,4096}$/su);
const offset = whole(0, FILE);

const finding = object({
  rule: formed("the code of a rule", /^GFF\d{3}$/) as Shape<`GFF${number}`>,
  name: text(100),
  severity: oneOf(["error", "warning"]),
  path,
  line: whole(1, FILE),
  column: whole(1, FILE),
  message: text(SENTENCE),
  fingerprint: text(100),
});

const edit = object({ path, span: object({ start: offset, end: offset }), text: text(FILE) });

const shape = object({
  version: oneOf([1]),
  tool: object({ name: oneOf(["grpc-fork-fix"]), version: text(100) }),
  base: nullable(formed("a commit", /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)),
  files: list(
    object({
      path,
      mode: oneOf(["100644", "100755"]),
      before: formed("a SHA-256 in hexadecimal", /^[0-9a-f]{64}$/),
      after: content,
    }),
    COUNT,
  ),
  fixes: list(
    object({
      transform: formed("the name of a transform", /^[a-z][a-z0-9-]{0,99}$/),
      safety: oneOf(["safe", "unsafe"]),
      note: text(SENTENCE),
      findings: list(finding, COUNT),
      edits: list(edit, EDITS),
    }),
    COUNT,
  ),
});

/** Reads the text of a bundle, named `name` in complaints. Throws a UsageError with the line and the JSON path of what is wrong. */
export function readBundle(json: string, name: string): Bundle {
  return readJson(json, name, (value, at) => consistent(shape(value, at)));
}

function content(value: unknown, at: JsonPath): Content {
  const { encoding, data } = object({ encoding: oneOf(["utf-8", "base64"]), data: text(FILE) })(value, at);
  if (encoding === "base64" && !/^[A-Za-z0-9+/]*={0,2}$/.test(data)) {
    throw new Mismatch([...at, "data"], "is not base64");
  }
  return { encoding, data };
}

/** The parts must speak of one another. */
function consistent(bundle: Bundle): Bundle {
  const paths = bundle.files.map((file) => file.path);
  const known = new Set(paths);
  const edited = new Set(bundle.fixes.flatMap(({ edits }) => edits.map((one) => one.path)));
  bundle.files.forEach((file, index) => {
    const at = ["files", index, "path"];
    if (paths.indexOf(file.path) !== index) throw new Mismatch(at, "stands there twice");
    if (!edited.has(file.path)) throw new Mismatch(at, "is edited by none of the fixes");
  });
  bundle.fixes.forEach(({ edits }, fix) => {
    edits.forEach((one, index) => {
      const at = ["fixes", fix, "edits", index];
      if (!known.has(one.path)) throw new Mismatch([...at, "path"], "is none of the files");
      if (one.span.start > one.span.end) throw new Mismatch([...at, "span"], "ends before it starts");
    });
  });
  return bundle;
}
