/** What is repaired is formatted and linted as well as it was before, says ruff, whose formatter is black's. */
import { PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-nodejs";
import { loadCases, type Tree } from "./fixtures/case";

const ruff = new Workspace(
  {
    lint: {
      select: ["E", "F", "I", "B", "UP"],
      isort: {
        "known-first-party": [
          "shop",
          "shop_pb2",
          "shop_pb2_grpc",
          "clients",
          "prices",
          "stock",
          "settings",
          "registry",
        ],
      },
    },
  },
  PositionEncoding.Utf16,
);

/** What is worse than before, and why that is left. */
const known = {
  // black and ruff want a blank line between `if` and the function that is its first statement.
  unformatted: ["reuseport-server/a-factory-and-any-port/shop.py"],
  complaints: [
    // The order of names of which one is called otherwise now.
    "imports/a-re-export-under-another-name/shop/__init__.py I001",
    // No longer than the longest line of the file.
    "lazy-client/a-global-client-of-a-wrapper-class/shop/client.py E501",
    // Nobody can tell whether an import is there for what it does: `Final`, `Process`.
    "lazy-client/annotations-are-kept/shop.py F401",
    "settings/another-module-imports-grpc-first/main.py I001",
    "spawn-context/an-imported-name/shop.py F401",
    "spawn-context/an-imported-name/shop.py I001",
  ],
};

/** By path, the Python files of one side, without the comments that say what is found: they make most of the long lines. */
function textsOf(side: "input" | "output"): ReadonlyMap<string, string> {
  const trees = loadCases().flatMap(({ name, input, output }): (readonly [string, Tree])[] =>
    output === null ? [] : [[name, side === "input" ? input : output]],
  );
  return new Map(
    trees.flatMap(([name, tree]) =>
      [...tree]
        .filter(([path]) => path.endsWith(".py"))
        .map(([path, text]) => [`${name}/${path}`, text.replace(/[ \t]*# expect:.*/g, "")] as const),
    ),
  );
}

/** Files that ruff would format otherwise. Of one that does not parse it says nothing. */
function unformatted(side: "input" | "output"): ReadonlySet<string> {
  const isFormatted = (text: string) => {
    try {
      return ruff.format(text) === text;
    } catch {
      return true;
    }
  };
  return new Set([...textsOf(side)].flatMap(([path, text]) => (isFormatted(text) ? [] : [path])));
}

/** `shop.py F401`, once for each complaint. */
function complaints(side: "input" | "output"): readonly string[] {
  const found = [...textsOf(side)].flatMap(([path, text]) => {
    const diagnostics: readonly { readonly code: string | null }[] = ruff.check(text);
    return diagnostics.map(({ code }) => `${path} ${code}`);
  });
  return found.sort();
}

test("ruff sees what is badly formatted, and what is wrong", () => {
  expect(ruff.format("x = { 1 }\n")).toBe("x = {1}\n");
  expect(ruff.check("import os\n").map(({ code }: { code: string }) => code)).toEqual(["F401"]);
});

test("a file that was formatted still is", () => {
  const before = unformatted("input");
  expect([...unformatted("output")].filter((path) => !before.has(path))).toEqual(known.unformatted);
});

test("no complaint of a linter is new", () => {
  const before = [...complaints("input")];
  const fresh = complaints("output").filter((one) => {
    const at = before.indexOf(one);
    if (at >= 0) before.splice(at, 1);
    return at < 0;
  });
  expect(fresh).toEqual(known.complaints);
});
