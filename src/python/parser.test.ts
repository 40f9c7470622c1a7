import type { Engine } from "./parser";
import { loadParser, type Parser } from "./parser";
import type { Syntax } from "./syntax";

let parser: Parser;

beforeAll(async () => {
  parser = await loadParser("wasm");
});

function textsOf(type: string, text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: Syntax) => {
    if (node.type === type) found.push(text.slice(node.start, node.end));
    node.children.forEach(visit);
  };
  visit(parser.parse(text).root);
  return found;
}

test("the engine is the one that was asked for", () => {
  expect(parser.engine).toBe("wasm");
});

describe("offsets", () => {
  test.each([
    [
      "characters of two UTF-16 units",
      "stock = '😀' + price\n𝒳 = unit # 😀\norder = 1",
      ["stock", "price", "𝒳", "unit", "order"],
    ],
    ["CRLF", "stock = 1\r\nif stock:\r\n    price = 2\r\n", ["stock", "stock", "price"]],
    ["CR alone", "stock = 1 # left\rif stock:\r    price = 2\r", ["stock", "stock", "price"]],
    ["lone surrogates", "stock = '\ud800' + price\nunit = '\udc00'", ["stock", "price", "unit"]],
  ])("are string indices with %s", (_, text, identifiers) => {
    expect(textsOf("identifier", text)).toEqual(identifiers);
    expect(parser.parse(text).errors).toEqual([]);
  });

  test("do not shift where a text is handed over in pieces", () => {
    const text = `${"# 😀 a comment of odd length\n".repeat(3000)}stock = price`;
    expect(textsOf("identifier", text)).toEqual(["stock", "price"]);
  });
});

test("comments are apart from the tree, at their places", () => {
  const text = "def ship(order):  # to the customer\n    return order\n# end";
  const { root, comments } = parser.parse(text);
  expect(comments.map(({ start, end }) => text.slice(start, end))).toEqual(["# to the customer", "# end"]);
  expect(root.children.map(({ type }) => type)).toEqual(["function_definition"]);
});

describe("errors", () => {
  test("none in a well-formed file", () => {
    expect(parser.parse("def ship(order):\n    return order\n").errors).toEqual([]);
  });

  test("are outermost and in order", () => {
    const text = "stock = 1\nprice = = 2\nunit = 3\norder = 4 5 )\n";
    const { errors } = parser.parse(text);
    expect(errors.length).toBeGreaterThan(1);
    expect(errors.map(({ start }) => text.slice(0, start).split("\n").length)).toEqual(expect.arrayContaining([2, 4]));
    for (const [index, error] of errors.entries()) {
      expect(error.start).toBeGreaterThanOrEqual(errors[index - 1]?.end ?? 0);
    }
  });

  test("include what is missing", () => {
    expect(parser.parse("print(stock").errors.length).toBeGreaterThan(0);
  });
});

describe("hostile texts", () => {
  const nested = (depth: number) => Array.from({ length: depth }, (_, level) => `${" ".repeat(level)}if x:\n`).join("");
  test.each([
    ["nothing", ""],
    ["NUL", "a = 1\0b = 2"],
    ["open brackets", "(".repeat(100_000)],
    ["brackets", `${"(".repeat(100_000)}1${")".repeat(100_000)}`],
    ["calls", `${"f(".repeat(100_000)}${")".repeat(100_000)}`],
    ["lambdas", `${"lambda: ".repeat(100_000)}x`],
    ["attributes", `a${".b".repeat(100_000)}`],
    ["indentation", nested(1500)],
    ["a string of 5 MB", `x = '''${"price\n".repeat(800_000)}'''`],
    ["an open string of 5 MB", `x = '''${"price\n".repeat(800_000)}`],
    ["quotes", "'".repeat(300_000)],
    ["backslashes", "\\".repeat(300_000)],
  ])("%s", (_, text) => {
    const { root, errors } = parser.parse(text);
    expect(root.type).toBe("module");
    expect(parser.errors(text)).toEqual(errors);
    for (const { start, end } of [root, ...errors]) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(text.length);
    }
  });

  test("a parser that met one still works", () => {
    parser.parse("(".repeat(1000));
    expect(textsOf("identifier", "stock = price")).toEqual(["stock", "price"]);
  });
});

describe("a failing engine", () => {
  type Loaded = { readonly wasm?: unknown; readonly native?: unknown };

  async function loadWith({ wasm, native }: Loaded, engine: Engine): Promise<Parser> {
    jest.resetModules();
    jest.doMock("./wasm-engine", () => ({ loadWasmEngine: wasm }));
    jest.doMock("./native-engine", () => ({ loadNativeEngine: native }));
    const fresh: typeof import("./parser") = require("./parser");
    return fresh.loadParser(engine);
  }

  afterAll(() => jest.dontMock("./wasm-engine").dontMock("./native-engine"));

  const broken = () => {
    throw new Error("no such binary");
  };
  const parsed = (...children: unknown[]) => ({ root: { type: "module", children }, comments: [], errors: [] });
  const engine = (parse: (text: string) => unknown) => () => ({ parse, errors: parse });
  const working = engine(() => parsed({}));

  test("is replaced by the other one", async () => {
    expect((await loadWith({ wasm: broken, native: working }, "wasm")).engine).toBe("native");
    expect((await loadWith({ wasm: working, native: broken }, "native")).engine).toBe("wasm");
  });

  test("is one that loads but gives nothing", async () => {
    expect((await loadWith({ wasm: engine(() => parsed()), native: working }, "wasm")).engine).toBe("native");
  });

  test("is told of when there is no other", async () => {
    await expect(loadWith({ wasm: broken, native: broken }, "wasm")).rejects.toThrow("no such binary");
  });

  test("makes a file an error as a whole when it fails at parsing", async () => {
    const fragile = (text: string) => (text.startsWith("stock") ? broken() : parsed({}));
    const failing = await loadWith({ wasm: engine(fragile), native: broken }, "wasm");
    const whole = { start: 0, end: 9 };
    expect(failing.parse("stock = 1")).toMatchObject({
      root: { type: "module", ...whole, children: [] },
      errors: [whole],
    });
    expect(failing.errors("stock = 1")).toEqual([whole]);
  });
});
