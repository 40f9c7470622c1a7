import fc from "fast-check";
import { applyEdits, type TextEdit } from "./apply";
import { fitLines } from "./fit-lines";

function replace(text: string, old: string, by: string): TextEdit {
  const start = text.indexOf(old);
  return { span: { start, end: start + old.length }, text: by };
}

function insert(text: string, before: string, written: string): TextEdit {
  const start = text.indexOf(before);
  return { span: { start, end: start }, text: written };
}

const text = 'import grpc\n\n\ndef stock():\n    return Stock(grpc.insecure_channel("stock:50051"))  # ours\n\nX = 1\n';
const option = insert(text, "))  # ours", ', options=[("grpc.use_local_subchannel_pool", 1)]');

test("a line that an edit makes too long is broken, its comment last", () => {
  expect(applyEdits(text, fitLines(text, [option], null))).toBe(
    text.replace(
      /return .*/,
      `return Stock(
        grpc.insecure_channel(
            "stock:50051", options=[("grpc.use_local_subchannel_pool", 1)]
        )
    )  # ours`,
    ),
  );
});

test("two edits of one line become one, and the others stay as they are", () => {
  const before = insert(text, "import grpc", "import os\n");
  const other = replace(text, "return Stock", "return make_the_stub_of_the_stock");
  const fitted = fitLines(text, [before, option, other, replace(text, "X = 1", "Y = 2")], null);
  expect(fitted).toHaveLength(3);
  expect(fitted[0]).toBe(before);
  expect(applyEdits(text, fitted)).toContain(
    "    return make_the_stub_of_the_stock(\n        grpc.insecure_channel(\n",
  );
});

test("one edit may make two long lines", () => {
  const call = `f(${"argument, ".repeat(9)}last)`;
  const fitted = fitLines(text, [replace(text, "X = 1", `if x:\n    ${call}\nelse:\n    ${call}`)], null);
  expect(fitted).toHaveLength(1);
  expect(
    applyEdits(text, fitted)
      .split("\n")
      .filter((line) => line.length > 88),
  ).toEqual([]);
});

test("no line is broken that the width allows, or that was as long before", () => {
  const wide = `${text}Y = f(${"argument, ".repeat(12)}last)\n`;
  expect(fitLines(text, [option], 120)).toEqual([option]);
  expect(fitLines(wide, [replace(wide, "X = 1", "X = 2")], 88)).toHaveLength(1);
  expect(fitLines(wide, [option], null)).toEqual([option]);
  // What makes a line of the file long is its comment.
  expect(fitLines(`${text}# ${"-".repeat(150)}\n`, [option], null)).not.toEqual([option]);
});

test("a line inside of brackets is cut at its commas, a literal never", () => {
  const open = 'channel = grpc.insecure_channel(\n    "stock:50051", compression=None\n)\n';
  const longer = insert(open, "\n)", ', options=[("grpc.use_local_subchannel_pool", 1)], names');
  expect(applyEdits(open, fitLines(open, [longer], 60))).toBe(
    `channel = grpc.insecure_channel(
    "stock:50051",
    compression=None,
    options=[("grpc.use_local_subchannel_pool", 1)],
    names,
)\n`,
  );
  const doc = `'''\n${"f(a, b) ".repeat(20)}\n'''\n`;
  const edit = insert(text, "X = 1", doc);
  expect(fitLines(text, [edit], null)).toEqual([edit]);
});

test("names that are imported get rows of their own, with the line ends of the file", () => {
  const lines = "from shop.clients import stock\r\n\r\nstock()\r\n";
  const names = replace(lines, "import stock", "import get_stock_of_the_shop, get_prices_of_the_shop");
  expect(applyEdits(lines, fitLines(lines, [names], 60))).toBe(
    "from shop.clients import (\r\n    get_stock_of_the_shop,\r\n    get_prices_of_the_shop,\r\n)\r\n\r\nstock()\r\n",
  );
});

test("whatever the edits are, only blanks, line ends and commas come of it", () => {
  const bare = (code: string) => code.replace(/[\s,]+/g, "");
  const written = fc.constantFrom("", "a", "call(one, two, three)", "\nx = call(one, two, three)\n", "  # note", "\n");
  const cuts = fc.array(fc.tuple(fc.nat(text.length), fc.nat(5), written), { maxLength: 5 });
  fc.assert(
    fc.property(cuts, fc.integer({ min: 10, max: 40 }), (found, width) => {
      let last = 0;
      const edits = found
        .sort(([a], [b]) => a - b)
        .flatMap(([start, length, by]) => {
          if (start < last) return [];
          last = Math.min(text.length, start + length);
          return [{ span: { start, end: last }, text: by }];
        });
      expect(bare(applyEdits(text, fitLines(text, edits, width)))).toBe(bare(applyEdits(text, edits)));
    }),
  );
});
