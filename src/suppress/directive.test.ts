import { directivesIn } from "./directive";

/** What a comment says, in short; the comment starts at offset 100. */
function read(text: string): readonly string[] {
  const found = directivesIn({ text, span: { start: 100, end: 100 + text.length } });
  return found.map(({ kind, style, codes, isShared, isMalformed, span }) => {
    const list = codes === "all" ? "all" : codes.map(({ code }) => code).join("+");
    const piece = text.slice(span.start - 100, span.end - 100);
    return [style, kind, list, isShared ? "shared" : "", isMalformed ? "malformed" : "", `<${piece}>`].join(" ");
  });
}

test.each([
  ["# noqa", ["noqa line all   <# noqa>"]],
  ["#NOQA", ["noqa line all   <#NOQA>"]],
  ["# noqa - it is fine", ["noqa line all   <# noqa>"]],
  ["# noqa: GFF101", ["noqa line GFF101   <# noqa: GFF101>"]],
  ["# noqa:GFF101,GFF102", ["noqa line GFF101+GFF102   <# noqa:GFF101,GFF102>"]],
  ["# noqa: gff101 GFF303 because", ["noqa line GFF101+GFF303   <# noqa: gff101 GFF303>"]],
  ["# noqa: E501, GFF101", ["noqa line GFF101 shared  <# noqa: E501, GFF101>"]],
  ["# kept  # noqa: GFF101", ["noqa line GFF101   <# noqa: GFF101>"]],
  ["# noqa: E501", []],
  ["# noqa: whatever", []],
  ["# noqality", []],
  ["# a comment on GFF101", []],
])("noqa: %s", (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test.each([
  ["# grpc-fork-fix: ignore[GFF101]", ["own line GFF101   <# grpc-fork-fix: ignore[GFF101]>"]],
  ["#grpc-fork-fix:ignore[gff101, GFF102]", ["own line GFF101+GFF102   <#grpc-fork-fix:ignore[gff101, GFF102]>"]],
  [
    "# grpc-fork-fix: ignore[GFF101] -- the pool spawns  ",
    ["own line GFF101   <# grpc-fork-fix: ignore[GFF101] -- the pool spawns>"],
  ],
  ["# grpc-fork-fix: ignore", ["own line all   <# grpc-fork-fix: ignore>"]],
  ["# grpc-fork-fix: ignore-file", ["own file all   <# grpc-fork-fix: ignore-file>"]],
  ["# grpc-fork-fix: ignore-file[GFF101]", ["own file GFF101   <# grpc-fork-fix: ignore-file[GFF101]>"]],
  ["# grpc-fork-fix: ignroe", ["own line   malformed <# grpc-fork-fix: ignroe>"]],
  ["# grpc-fork-fix: ignore[]", ["own line   malformed <# grpc-fork-fix: ignore[]>"]],
  ["# grpc-fork-fix: ignore[GFF1O1]", ["own line   malformed <# grpc-fork-fix: ignore[GFF1O1]>"]],
  ["# see grpc-fork-fix", []],
])("own: %s", (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test("a comment may hold both", () => {
  expect(read("# grpc-fork-fix: ignore[GFF101]  # noqa: E501, GFF102")).toEqual([
    "own line GFF101   <# grpc-fork-fix: ignore[GFF101]>",
    "noqa line GFF102 shared  <# noqa: E501, GFF102>",
  ]);
});

test("each code has its place", () => {
  const text = "# noqa: E501, GFF101";
  const [directive] = directivesIn({ text, span: { start: 100, end: 100 + text.length } });
  expect(directive?.codes).toEqual([{ code: "GFF101", span: { start: 114, end: 120 } }]);
});
