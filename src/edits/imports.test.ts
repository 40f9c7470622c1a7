import fc from "fast-check";
import { extractFacts } from "../facts/facts";
import { loadParser, type Parser } from "../python/parser";
import type { Facts, ImportRequest } from "../types";
import { applyEdits } from "./apply";
import { importEdits, localName } from "./imports";

let parser: Parser;

beforeAll(async () => {
  parser = await loadParser();
});

function factsOf(text: string): Facts {
  return extractFacts("shop/clients.py", text, parser);
}

/** `os`, `multiprocessing.pool` or `shop.clients:get_stub`, needed at the first `USE` or else at the end. */
function request(text: string, wanted: string): ImportRequest {
  const use = text.indexOf("USE");
  const [from, name] = wanted.split(":") as [string, string | undefined];
  const before = use === -1 ? text.length : use;
  const path = "shop/clients.py";
  return name === undefined ? { path, from: null, name: from, before } : { path, from, name, before };
}

/** The text with all that is wanted imported; null when that cannot be. */
function imported(text: string, ...wanted: readonly string[]): string | null {
  const requests = wanted.map((one) => request(text, one));
  const edits = importEdits(text, factsOf(text), requests);
  return edits === null ? null : applyEdits(text, edits);
}

function nameOf(text: string, wanted: string): string | null {
  return localName(factsOf(text), request(text, wanted));
}

/** Each case: what is wanted, then the text; lines that begin with `+` are to be added, and are not in the input. */
function check(wanted: string, marked: string, end = "\n"): void {
  const lines = marked.split("\n");
  const before = lines.filter((line) => !line.startsWith("+")).join(end);
  const after = lines.map((line) => line.replace(/^\+/, "")).join(end);
  expect(imported(before, ...wanted.split(" "))).toBe(after);
}

describe("a name that is there", () => {
  test.each([
    ["import os\nUSE", "os", "os"],
    ["import os as _os\nUSE", "os", "_os"],
    ["import os as _os\nimport os\nUSE", "os", "os"],
    ["import sys, os as system\nUSE", "os", "system"],
    ["import os.path\nUSE", "os", "os"],
    ["import os.path\nUSE", "os.path", "os.path"],
    ["import os.path as where\nUSE", "os.path", "where"],
    ["from shop.clients import get_stub\nUSE", "shop.clients:get_stub", "get_stub"],
    ["from shop.clients import (\n    a,\n    get_stub as stub,\n)\nUSE", "shop.clients:get_stub", "stub"],
    ["from ..clients import get_stub\nUSE", "..clients:get_stub", "get_stub"],
    ["import grpc; USE", "grpc", "grpc"],
    ['"""Docs."""; import grpc; USE', "grpc", "grpc"],
  ])("%j needs no import for %s", (text, wanted, name) => {
    expect(nameOf(text, wanted)).toBe(name);
    expect(imported(text, wanted)).toBe(text);
  });
});

describe("a name that is not there", () => {
  test.each([
    ["os.path as where does not bind os", "import os.path as where\nUSE", "os"],
    ["an import behind the place", "USE\nimport os", "os"],
    ["an import in a function", "def f():\n    import os\nUSE", "os"],
    ["an import for type checkers", "if TYPE_CHECKING:\n    import os\nUSE", "os"],
    ["an import that may fail", "try:\n    import os\nexcept ImportError:\n    raise\nUSE", "os"],
  ])("%s", (_name, text, wanted) => {
    expect(nameOf(text, wanted)).toBe(wanted.split(":").at(-1));
    const after = imported(text, wanted) ?? "";
    expect(after.split("\n").length).toBeGreaterThan(text.split("\n").length);
    expect(imported(after, wanted)).toBe(after);
  });
});

describe("a name that is taken", () => {
  test.each([
    ["by an assignment", "os = 1\nUSE", "os"],
    ["by an assignment after the import", "import os\nUSE\nos = 1", "os"],
    ["by a fallback", "try:\n    import grpc\nexcept ImportError:\n    grpc = None\nUSE", "grpc"],
    ["by a function", "def get_stub(): pass\nUSE", "shop.clients:get_stub"],
    ["by an import of something else", "from shop.stock import get_stub\nUSE", "shop.clients:get_stub"],
    ["by an import from a sibling", "from .clients import get_stub\nUSE", "..clients:get_stub"],
    ["by a module of that alias", "import shop as os\nUSE", "os"],
    ["by a local name around the place", "import os\ndef f():\n    os = 1\n    USE", "os"],
    ["by a function that binds it globally", "import os\ndef f():\n    global os\nUSE", "os"],
  ])("%s", (_name, text, wanted) => {
    expect(nameOf(text, wanted)).toBeNull();
    expect(imported(text, wanted)).toBeNull();
  });

  test("elsewhere does not matter", () => {
    expect(nameOf("import os\ndef f():\n    os = 1\nUSE", "os")).toBe("os");
  });
});

describe("the place of an import", () => {
  test.each([
    ["sorted among its section", "os", "import abc\n+import os\nimport sys\n\nimport grpc\nUSE"],
    ["first of its section", "abc", "+import abc\nimport os\nimport sys\nUSE"],
    ["last of its section", "sys", "import os\n+import sys\n\nimport grpc\nUSE"],
    ["before from-imports", "os", "import abc\n+import os\nfrom abc import ABC\nUSE"],
    ["a file of from-imports only", "os", "+import os\nfrom abc import ABC\nfrom typing import Any\nUSE"],
    ["sorted by module alone", "os", "from abc import ABC\nimport json\n+import os\nfrom typing import Any\nUSE"],
    ["unsorted", "os", "import sys\nimport abc\n+import os\nfrom abc import ABC\nUSE"],
    ["a new section above", "os", '"""Docs."""\n\n+import os\n+\nimport grpc\nUSE'],
    ["a new section between", "grpc", "import os\n+\n+import grpc\n\nfrom . import clients\nUSE"],
    ["a new section below", "grpc", "import os\n+\n+import grpc\n\nUSE"],
    ["sections that are not set apart", ".clients:a", "import os\nimport grpc\n+from .clients import a\n\nUSE"],
    ["next to its module", "b.c:y", "from b.a import x\nfrom b.c import x\n+from b.c import y\nfrom b.d import x\nUSE"],
    ["comments stay with their import", "os", "import abc\n+import os\n# for exit\nimport sys\nUSE"],
    ["a trailing comment", "os", "import abc  # noqa\n+import os\nimport sys\nUSE"],
    ["semicolons", "os", "import abc; import sys\n+import os\nUSE"],
    [
      "never in parentheses",
      "typing:Any",
      "from abc import (\n    ABC,\n    abstractmethod,\n)\n+from typing import Any\nUSE",
    ],
    ["never in a continued line", "os", "import abc, \\\n    json\n+import os\nUSE"],
    ["the first block", "os", "import abc\n+import os\n\nx = 1\n\nimport sys\nUSE"],
    ["other modules behind what prepares them", "b", "import sys\n\nsys.path.append('.')\nimport a\n+import b\n\nUSE"],
    ["other modules with their package", "b.y:z", "import b.x\n+from b.y import z\n\ncode()\n\nimport c\nUSE"],
    ["the project's own apart", "b.y:z", "import d\n\nfrom b import x\n+from b.y import z\nfrom c import w\n\nUSE"],
    ["other people's apart", "d.y:z", "import a\nimport d\n+from d.y import z\n\nfrom b import x\n\nUSE"],
    ["a leading try", "os", "try:\n    import ujson\nexcept ImportError:\n    raise\nimport abc\n+import os\nUSE"],
    ["only the try", "os", "+import os\n+\ntry:\n    import ujson\nexcept ImportError:\n    raise\nUSE"],
    ["a guard first", "os", "+import os\n+\nif x:\n    pass\n\nUSE"],
    ["before the place", "grpc", "import abc\n+\n+import grpc\n\nUSE\n\nimport clients"],
    ["before the place, among imports", "os", "import abc\n+import os\nfrom USE import x\nimport sys"],
    ["before the first import", "os", "+import os\n+\nfrom USE import x\nfrom clients import y"],
    ["behind __future__", "os", "from __future__ import annotations\n\n+import os\n+\nx = 1\nUSE"],
    ["close behind __future__", "os", "from __future__ import annotations\n+\n+import os\n+\n+\ndef f():\n    USE"],
    ["behind the docstring", "os", '"""Docs.\n\nimport sys\n"""\n\n+import os\n+\n+\ndef f():\n    USE'],
    ["close behind the docstring", "os", '"""Docs."""\n+\n+import os\n+\nx = 1\nUSE'],
    ["a docstring that shares its line", "os", '"""Docs."""; import abc\n+\n+import os\n+\nx = 1\nUSE'],
    ["behind a shebang and a cookie", "os", "#!/usr/bin/python\n# coding: utf-8\n+import os\n+\nimport grpc\nUSE"],
    ["behind a cookie in line 2", "os", "\n# coding: utf-8\n+import os\n+\nimport grpc\nUSE"],
    ["behind a licence", "os", "# (c) the shop\n\n+import os\n+\n+\n# one per process\ndef f():\n    USE"],
    ["an empty file", "os", "+import os\n"],
    ["nothing but comments", "os", "# todo\n+import os\n"],
    ["several at once", "os grpc abc", "+import abc\n+import os\n+\n+import grpc\n+\nx = 1\nUSE"],
    ["several in their places", "os grpc", "import abc\n+import os\n\nimport b\n+import grpc\n\nUSE"],
    ["several below one section", "os grpc", "import abc\n+import os\n+\n+import grpc\n\nUSE"],
    ["several from one module", "b:y b:x", "+from b import x\n+from b import y\n+\nUSE"],
  ])("%s", (_name, wanted, marked) => {
    check(wanted, marked);
    // A text of one line does not say that its lines end so.
    if (marked.replace(/^\+.*\n/gm, "").includes("\n")) check(wanted, marked, "\r\n");
  });

  test("a text without a last line end keeps that", () => {
    expect(imported("import abc", "os")).toBe("import os\nimport abc");
    expect(imported("import abc\nUSE", "os")).toBe("import abc\nimport os\nUSE");
    expect(imported("# todo", "os")).toBe("# todo\nimport os");
  });

  test("none, where nothing can stand before", () => {
    expect(imported('"""USE"""\n', "os")).toBeNull();
    expect(imported('"""Docs."""; USE\n', "os")).toBeNull();
  });
});

describe("with other edits", () => {
  const text = "import abc\nfrom a import x\nfrom c import y\nfrom d import z\nUSE";
  const taken = { start: text.indexOf("from a"), end: text.indexOf("from d") };

  test("no import is put inside what another edit replaces", () => {
    const edits = importEdits(text, factsOf(text), [request(text, "b:x_of_b")], [taken]);
    expect(edits).toEqual([{ span: { start: taken.start, end: taken.start }, text: "from b import x_of_b\n" }]);
  });

  test("an import that another edit replaces does not count", () => {
    const edits = importEdits(text, factsOf(text), [request(text, "c:y")], [taken]) ?? [];
    expect(edits.map((edit) => edit.text)).toEqual(["from c import y\n"]);
    const aliased = "import os as _os\nUSE";
    expect(importEdits(aliased, factsOf(aliased), [request(aliased, "os")], [{ start: 0, end: 16 }])).toBeNull();
  });
});

test("for any module the result parses, binds the name before the place, and needs no more", () => {
  const head = fc.constantFrom(
    "",
    "#!/usr/bin/python\n",
    "# coding: utf-8\n\n",
    '"""Docs."""\n',
    "'''a\nb'''; x = 1\n",
  );
  const future = fc.constantFrom(
    "",
    "",
    "from __future__ import annotations\n",
    "\n# f\nfrom __future__ import a; y = 1\n",
  );
  const row = fc.constantFrom(
    "import abc\n",
    "import sys as system, json\n",
    "import grpc\n\n",
    "import a; import b;\n",
    "from . import clients  # ours\n",
    "from typing import (\n    Any,\n)\n",
    "import abc; x = 1\n",
    "x = '''\nimport os\n'''\n",
    "if x:\n    import os\n\n",
    "# about f\n\n\n@cache\ndef f():\n    import grpc\n    return 1\n",
    "\n",
    "# a comment\n",
    "\f\n",
    "x = 1; \\\nimport json\n",
    "try: import os\nexcept ImportError: pass\n",
  );
  const wanted = fc.subarray(["os", "os.path", "multiprocessing", "grpc", ".clients:get", "shop.stock:get_b", "abc"], {
    minLength: 1,
  });
  const rows = fc.array(row, { maxLength: 8 });
  const anywhere = fc.record({ head, future, rows, after: rows, wanted, crlf: fc.boolean() });
  fc.assert(
    fc.property(anywhere, (one) => {
      const end = one.crlf ? "\r\n" : "\n";
      const text = `${one.head}${one.future}${one.rows.join("")}USE = 1\n${one.after.join("")}`.replaceAll("\n", end);
      expect(parser.parse(text).errors).toEqual([]);
      const facts = factsOf(text);
      const requests = one.wanted.map((name) => request(text, name));
      const edits = importEdits(text, facts, requests);
      if (edits === null) throw new Error("no import");
      const after = applyEdits(text, edits);
      expect(parser.parse(after).errors).toEqual([]);
      expect(after.includes("\r\n")).toBe(one.crlf);
      const again = one.wanted.map((name) => request(after, name));
      expect(importEdits(after, factsOf(after), again)).toEqual([]);
      expect(after.startsWith(text.slice(0, `${one.head}${one.future}`.replaceAll("\n", end).length))).toBe(true);
    }),
    { numRuns: 100 },
  );
});
