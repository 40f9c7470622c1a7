import type { Comment, Span } from "../code";
import { blankLinesAround, indentationAt, indentUnit, newline, reindent, statementLines } from "./indent";

function spanOf(text: string, part: string): Span {
  const start = text.indexOf(part);
  if (start === -1 || text.indexOf(part, start + 1) !== -1) throw new Error(`not once in the text: ${part}`);
  return { start, end: start + part.length };
}

/** Good enough for texts whose every `#` begins a comment. */
function commentsOf(text: string): readonly Comment[] {
  return [...text.matchAll(/#[^\r\n]*/g)].map(({ 0: found, index }) => ({
    text: found,
    span: { start: index, end: index + found.length },
  }));
}

function linesOf(text: string, statement: string, comments = commentsOf(text)): string | null {
  const span = statementLines(text, spanOf(text, statement), comments);
  return span === null ? null : text.slice(span.start, span.end);
}

function whole(text: string): Span {
  return { start: 0, end: text.length };
}

test("the indentation of a line is what is written there", () => {
  const text = "def f():\r\n\t  return 1\r\n";
  expect(indentationAt(text, text.indexOf("1"))).toBe("\t  ");
  expect(indentationAt(text, 3)).toBe("");
  expect(indentationAt("\r\n  x", 1)).toBe("");
});

test.each([
  ["nothing to see", "x = 1\n", "    "],
  ["four", "if x:\n    y\n", "    "],
  ["two", "class A:\n  def f(self):\n    pass\n", "  "],
  ["tabs", "def f():\r\n\tif x:\r\n\t\treturn\r\n", "\t"],
  ["the most frequent", "if a:\n  b\nif a:\n   b\nif a:  # c\n\n   b\n", "   "],
  ["not by continuation lines", "f(a,\n  b)\ng(a,\n  b)\nif a:\n\tb\n", "\t"],
])("the unit of indentation: %s", (_name, text, unit) => {
  expect(indentUnit(text)).toBe(unit);
});

test("the line end is that of most lines", () => {
  expect(newline("")).toBe("\n");
  expect(newline("a\nb\r\nc\r\n")).toBe("\r\n");
  expect(newline("a\nb\nc\r\n")).toBe("\n");
  expect(newline("a\rb\r")).toBe("\r");
  expect(newline("a\nb\r\n")).toBe("\n");
});

describe("reindent", () => {
  test("moves lines together and leaves blank ones", () => {
    const text = "channel = grpc.insecure_channel(\n    target,\n)\n\n   \nstub = Stub(channel)";
    expect(reindent(text, whole(text), "    ")).toBe(
      "    channel = grpc.insecure_channel(\n        target,\n    )\n\n   \n    stub = Stub(channel)",
    );
  });

  test("begins where the span begins", () => {
    const text = "if ready:\n\tstub = Stub(\n\t\tchannel)\n";
    const span = spanOf(text, "stub = Stub(\n\t\tchannel)");
    expect(reindent(text, span, "    ")).toBe("stub = Stub(\n    \tchannel)");
    expect(reindent(text, { start: span.start - 1, end: text.length }, "")).toBe("stub = Stub(\n\tchannel)\n");
  });

  test("keeps the insides of literals and lines that hang to the left", () => {
    const text = [
      '  query = """',
      "  SELECT 'x'  # not a comment",
      '  """',
      "  path = 'a\\",
      "  b'",
      "  total = sum([1,",
      " 2])",
      '  name = f"""{',
      '  \'"""\' }',
      '  {x:"}',
      '  """; y = (\'a\'',
      "    'b')  # it's",
      "# far left",
      "  z = 1",
    ].join("\r\n");
    const moved = reindent(text, whole(text), "        ").split("\r\n");
    expect(moved).toEqual([
      '        query = """',
      "  SELECT 'x'  # not a comment",
      '  """',
      "        path = 'a\\",
      "  b'",
      "        total = sum([1,",
      " 2])",
      '        name = f"""{',
      '  \'"""\' }',
      '  {x:"}',
      '  """; y = (\'a\'',
      "          'b')  # it's",
      "# far left",
      "        z = 1",
    ]);
  });

  test("there and back is the same", () => {
    const text = "a = 1\nif a:\n    b = '''\n  x'''\n\n    c\n";
    const there = reindent(text, whole(text), "\t");
    expect(reindent(there, whole(there), "")).toBe(text);
  });
});

describe("the lines of a statement", () => {
  test("are whole, with its comments", () => {
    const text = "import grpc\n\n# one for all\n# processes\nstub = make()  # slow\nuse(stub)\n";
    expect(linesOf(text, "stub = make()")).toBe("# one for all\n# processes\nstub = make()  # slow\n");
  });

  test("end with the text, or with CRLF", () => {
    expect(linesOf("a\r\nstub = make() ; \r\nb", "stub = make()")).toBe("stub = make() ; \r\n");
    expect(linesOf("a\nstub = make()", "stub = make()")).toBe("stub = make()");
  });

  test("leave comments of others", () => {
    expect(linesOf("# about the file\nstub = 1\n", "stub = 1")).toBe("stub = 1\n");
    expect(linesOf("x\n# apart\n\nstub = 1\n", "stub = 1")).toBe("stub = 1\n");
    expect(linesOf("if x:\n    # inner\n    y\n# outer\nstub = 1\n", "stub = 1")).toBe("# outer\nstub = 1\n");
    expect(linesOf("def f():\n    y\n    # inner\nstub = 1\n", "stub = 1")).toBe("stub = 1\n");
    expect(linesOf("y  # trailing\nstub = 1\n", "stub = 1")).toBe("stub = 1\n");
    expect(linesOf("y\n# fmt: off\n# why\nstub = 1\n", "stub = 1")).toBe("# why\nstub = 1\n");
  });

  test("a line of a string is no comment", () => {
    const text = 'x = """\n# shop"""\nstub = 1\n';
    expect(linesOf(text, "stub = 1", [])).toBe("stub = 1\n");
  });

  test.each([
    ["a statement before", "x = 1; stub = 2\n"],
    ["a statement behind", "stub = 2; x = 1\n"],
    ["the head of its block", "if x: stub = 2\n"],
    ["a continued line", "x = 1; \\\n  stub = 2\n"],
    ["a line that goes on", "stub = 2; \\\nx = 1\n"],
  ])("cannot be had: %s", (_name, text) => {
    expect(linesOf(text, "stub = 2")).toBeNull();
  });
});

test("counts blank lines around", () => {
  const text = "a\r\n\r\n  \r\nstub = 1\r\n\r\nb\r\n";
  const { start, end } = spanOf(text, "stub = 1\r\n");
  expect(blankLinesAround(text, { start, end })).toEqual({ before: 2, after: 1 });
  expect(blankLinesAround("x\n", whole("x\n"))).toEqual({ before: 0, after: 0 });
  expect(blankLinesAround("\n\nx", { start: 2, end: 3 })).toEqual({ before: 2, after: 0 });
});
