import fc from "fast-check";
import { wrapped } from "./wrap";

const style = { width: 48, unit: "    " };

/** What ruff 0.17 makes of the first line, in 48 characters. */
test.each([
  ["channel = grpc.insecure_channel(", '    "stock:50051", options=OPTIONS', ")"],
  [
    "stock = StockStub(",
    "    grpc.insecure_channel(",
    '        "stock:50051",',
    '        options=[("grpc.lb", "round_robin")],',
    "    )",
    ")",
  ],
  ["with _PerProcess(", '    grpc.insecure_channel, "stock:50051"', ") as channel:"],
  ["Process(", '    target=lambda: print(get_stub("tea"))', ").start()"],
  ["def count(", "    sku,", '    stub=_PerProcess(StockStub, channel="a"),', ") -> dict[str, int]:"],
  ["apply(", "    lambda first, second: compare(", "        first, second", "    ),", "    other,", ")"],
  ["workers = [", "    context.Process(target=count_all)", "    for sku in skus", "    if sku", "]"],
])("%s …", (...rows) => {
  const joined = rows.map((row) => row.trim()).join(" ");
  const code = joined.replace(/([([]) /g, "$1").replace(/,? ([)\]])/g, "$1");
  expect(wrapped(code, "", false, style)).toEqual(rows);
});

test("what stands in brackets is cut at its commas, or stays", () => {
  expect(wrapped('"stock:50051", options=[("grpc.lb", "first")]', "    ", true, style)).toEqual([
    '    "stock:50051",',
    '    options=[("grpc.lb", "first")],',
  ]);
});

test.each([
  ['NAME = "a text that nobody can break, however long it is"'],
  ["total = first_summand + second_summand + third_summand"],
  ["call_with_a_name_that_is_too_long_for_any_row()"],
  ["unbalanced = call(one, two, three, four, five, six"],
])("%s stays", (code) => expect(wrapped(code, "", false, style)).toEqual([code]));

test("nothing is lost and nothing is added but blanks, line ends and last commas", () => {
  const word = fc.constantFrom("a", "sku", "grpc.insecure_channel", '"stock:50051, (x"', "'['", "*rest", "key=1");
  const { call } = fc.letrec<{ call: string; item: string }>((tie) => ({
    item: fc.oneof({ depthSize: "small" }, word, tie("call")),
    call: fc
      .tuple(fc.constantFrom("f", "make", "_PerProcess", ""), fc.array(tie("item"), { maxLength: 4 }))
      .map(([name, items]) => `${name}(${items.join(", ")})`),
  }));
  const bare = (code: string) => code.replace(/[\s,]+/g, "");
  fc.assert(
    fc.property(call, fc.integer({ min: 8, max: 60 }), (code, width) => {
      const rows = wrapped(`x = ${code}`, "", false, { width, unit: "    " });
      expect(bare(rows.join("\n"))).toBe(bare(`x = ${code}`));
    }),
  );
});
