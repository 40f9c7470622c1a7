import type { ScannedImport } from "../scan";
import { hasMainGuard, scanImports } from "./scan";

const plain = (module: string): ScannedImport => ({ module, level: 0, names: [] });
const from = (module: string, names: readonly string[] | "*", level = 0): ScannedImport => ({ module, level, names });

const statements: readonly (readonly [title: string, text: string, expected: readonly ScannedImport[]])[] = [
  ["a module", "import grpc", [plain("grpc")]],
  ["several modules with aliases", "import shop.orders as o, grpc\n", [plain("shop.orders"), plain("grpc")]],
  ["names with aliases", "from shop.api import stock as s, prices", [from("shop.api", ["stock", "prices"])]],
  ["a relative module", "from ..clients import orders", [from("clients", ["orders"], 2)]],
  ["only dots", "from . import orders", [from("", ["orders"], 1)]],
  ["dots that touch the words", "from.clients import(orders)", [from("clients", ["orders"], 1)]],
  ["dots that touch import", "from .import orders", [from("", ["orders"], 1)]],
  ["spaces around dots", "from . clients . eu import orders", [from("clients.eu", ["orders"], 1)]],
  ["a star", "from shop import *", [from("shop", "*")]],
  ["a star that touches import", "from .shop import*", [from("shop", "*", 1)]],
  [
    "parentheses over lines with comments and a trailing comma",
    "from .shop import (  # all, of\n    orders, # as sold, here\n    prices\n    # as seen\n    as p,\n    stock,\n)\nimport grpc",
    [from("shop", ["orders", "prices", "stock"], 1), plain("grpc")],
  ],
  ["an alias after a comment that looks like one", "from s import (a # as b is\n , c)", [from("s", ["a", "c"])]],
  ["names over a backslash", "from shop import orders, \\\n  prices", [from("shop", ["orders", "prices"])]],
  [
    "CRLF continuation",
    "from shop import orders, \\\r\n  prices\r\nimport grpc",
    [from("shop", ["orders", "prices"]), plain("grpc")],
  ],
  ["CR line ends", "import a\rimport b\r", [plain("a"), plain("b")]],
  ["modules over a backslash", "import shop.\\\n  orders, \\\n grpc", [plain("shop.orders"), plain("grpc")]],
  ["a module on the line after import", "import \\\n  grpc", [plain("grpc")]],
  ["a source on the line after from", "from \\\n  shop.api import orders", [from("shop.api", ["orders"])]],
  ["in a function", "def f():\n    import grpc\n    from . import x", [plain("grpc"), from("", ["x"], 1)]],
  ["behind a tab and a form feed", "\timport a\n\fimport b", [plain("a"), plain("b")]],
  ["in try and except", "try:\n  import a\nexcept ImportError:\n  from b import c", [plain("a"), from("b", ["c"])]],
  ["under TYPE_CHECKING", "if TYPE_CHECKING:\n    from .x import Y\n", [from("x", ["Y"], 1)]],
  ["on the line of a colon", "try: import a\nexcept E: from b import c", [plain("a"), from("b", ["c"])]],
  ["behind a semicolon", "import os; import grpc;from a import b", [plain("os"), plain("grpc"), from("a", ["b"])]],
  ["behind a comment that ends in a backslash", "# see \\\nimport grpc", [plain("grpc")]],
  ["behind a byte-order mark", "\ufeffimport grpc", [plain("grpc")]],
  ["a name beyond ASCII", "from größe import maß", [from("größe", ["maß"])]],
  [
    "a name that holds the word",
    "import importlib\nfrom imports import reimport",
    [plain("importlib"), from("imports", ["reimport"])],
  ],
  ["no space before a comment", "import grpc# the client", [plain("grpc")]],
  ["an unfinished list", "from a import (b, c", [from("a", ["b", "c"])]],
  ["a literal import_module", "m = importlib.import_module('shop.orders')", [plain("shop.orders")]],
  ["a literal over lines", 'import_module(\n    # the plug-in\n    name=r"shop.orders",\n)', [plain("shop.orders")]],
  ["a relative import_module", "import_module('.orders', __package__)", [{ module: "orders", level: 1, names: [] }]],
  ["an import_module that states its package", "import_module('..orders', package='shop.api')", [plain("shop.orders")]],
  ["a literal __import__", "grpc = __import__('grpc')", [plain("grpc")]],
];

test.each(statements)("finds %s", (_, text, expected) => {
  expect(scanImports(text)).toEqual(expected);
});

test("reports a line that continues a from as both of its readings", () => {
  expect(scanImports("from shop \\\n  import orders")).toEqual([from("shop", ["orders"]), plain("orders")]);
});

test.each([
  ["prose", "# we import grpc here, from shop import x\nx = 'to import'"],
  ["attributes", "self.import_all(); x.imports"],
  ["a computed import_module", "importlib.import_module(name); import_module(f'a.{b}')"],
])("finds nothing in %s", (_, text) => {
  expect(scanImports(text)).toEqual([]);
});

test("gets through a line of a megabyte", () => {
  expect(scanImports("import ".repeat(150_000)).length).toBeLessThan(3);
});

test.each([
  ['if __name__ == "__main__":', true],
  ["if __name__=='__main__': main()", true],
  ['if (__name__) == ("__main__"):', true],
  ['if "__main__" == __name__:', true],
  ['if __name__ in ("__main__", "__mp_main__"):', true],
  ['if __name__ != "__main__":\n    raise ImportError', true],
  ['    if DEBUG and __name__ == "__main__":', true],
  ['# if __name__ == "__main__":', false],
  ['sys.modules["__main__"]', false],
  ["log = getLogger(__name__)\nx = '__main__'", false],
])("main guard in %s: %s", (text, expected) => {
  expect(hasMainGuard(text)).toBe(expected);
});
