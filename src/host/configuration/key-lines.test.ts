import { parse } from "smol-toml";
import { keyLines } from "./key-lines";

const text = `# shop
title = "[not.a.table]" # x = 1
text = """
select = 1
"""
'quoted key' = 'a # b'
a.b = 3

[tool.grpc-fork-fix]
select = [
    "GFF1", # one
    # none
    "GFF2",
]
inner = { one = 1, two = { three = [] } }
when = 1979-05-27 07:32:00

[tool.grpc-fork-fix.models]
opens-grpc = [
    "shop.a",
    { name = "shop.b",
      opens = "lazy" },
]

[[tool.grpc-fork-fix.models.forks]]
name = "shop.c"

[[tool.grpc-fork-fix.models.forks]]
name = "shop.d"
[tool.grpc-fork-fix.models.forks.function]
position = 1
`;
const tool = ["tool", "grpc-fork-fix"];

test.each([
  [["title"], 2],
  [["text"], 3],
  [["quoted key"], 6],
  [["a", "b"], 7],
  [tool, 9],
  [[...tool, "select"], 10],
  [[...tool, "select", 0], 11],
  [[...tool, "select", 1], 13],
  [[...tool, "inner", "two", "three"], 15],
  [[...tool, "when"], 16],
  [[...tool, "models", "opens-grpc", 1], 21],
  [[...tool, "models", "opens-grpc", 1, "opens"], 22],
  [[...tool, "models", "forks", 0, "name"], 26],
  [[...tool, "models", "forks", 1, "name"], 29],
  [[...tool, "models", "forks", 1, "function", "position"], 31],
  // Not there: what is around it.
  [[...tool, "select", 2], 10],
  [["nowhere"], 1],
])("%j is on line %i", (path, line) => {
  expect(parse(text)).toMatchObject({ a: { b: 3 } });
  expect(keyLines(text)(path)).toBe(line);
});

test("a document of Windows is counted alike", () => {
  expect(keyLines(text.replaceAll("\n", "\r\n"))([...tool, "select", 1])).toBe(13);
});

test.each(["[", "a = [", 'a = "', "= 1", "a = {b", "]]]"])("%j comes to an end", (broken) => {
  expect(keyLines(broken)(["b"])).toBeGreaterThan(0);
});
