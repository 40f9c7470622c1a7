import type { Finding } from "../types";
import { removalOf } from "./removal";

/** The text after removing the piece that the finding marks; null when nothing is removed. */
function without(text: string, piece: string): string | null {
  const start = text.indexOf(piece);
  const finding: Finding = {
    rule: "GFF001",
    severity: "warning",
    message: "m",
    advice: "a",
    at: { path: "a.py", span: { start, end: start + piece.length } },
    fork: null,
    trace: [],
    fingerprint: "f",
    evidence: null,
  };
  const edit = removalOf(finding, text);
  return edit && text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
}

test.each([
  ["x = 1  # noqa: GFF101\ny = 2\n", "# noqa: GFF101", "x = 1\ny = 2\n"],
  ["x = 1  # noqa: GFF101  \r\ny = 2\r\n", "# noqa: GFF101", "x = 1\r\ny = 2\r\n"],
  ["x = 1  # noqa: GFF101", "# noqa: GFF101", "x = 1"],
  ["a = 1\n    # grpc-fork-fix: ignore-file\nb = 2\n", "# grpc-fork-fix: ignore-file", "a = 1\nb = 2\n"],
  ["# grpc-fork-fix: ignore-file\nb = 2\n", "# grpc-fork-fix: ignore-file", "b = 2\n"],
  ["x = 1  # why  # noqa: GFF101\n", "# noqa: GFF101", "x = 1  # why\n"],
])("%j without %j", (text, piece, expected) => {
  expect(without(text, piece)).toBe(expected);
});

test.each([
  ["x = 1  # noqa: GFF101  # type: ignore\n", "# noqa: GFF101"],
  ["x = 1  # noqa: GFF101 we know\n", "# noqa: GFF101"],
  ["x = 1  # noqa: E501, GFF101\n", "GFF101"],
])("a person decides about %j", (text, piece) => {
  expect(without(text, piece)).toBeNull();
});
