import { withoutProse } from "./prose";

test.each([
  ["a comment", "a = 1 # fork the pool\nb", "a = 1  b"],
  ["a comment at the end", "a #fork", "a  "],
  ["a docstring", '"""Process the orders.\n\nfork\n"""\nimport os', " \nimport os"],
  ["a docstring in apostrophes", "def f():\n    '''fork'' all '''\n    g()", "def f():\n     \n    g()"],
  ["a message", "log('fork failed')\nos.fork()", "log( )\nos.fork()"],
  ["a raw string with an escaped quote", String.raw`a = r"x \" fork"; b`, "a =  ; b"],
  ["a string that goes on after a line end", "a = 'x \\\r\n fork'; b", "a =  ; b"],
  ["a quote in a comment", "# don't\nfork()", " fork()"],
  ["a hash in a string", "a = '# x'\nfork()", "a =  \nfork()"],
  ["an apostrophe in double quotes", `a = "don't do"; fork()`, "a =  ; fork()"],
  ["a string that ends with its line only", "a = 'x y\nfork()", "a =  fork()"],
  ["an empty string before a quote", `a = "" 'x y' ''`, `a = ""   ''`],
])("drops %s", (_, text, code) => {
  expect(withoutProse(text)).toBe(code);
});

test.each([
  ["a string that may be a name", `getattr(mp, "Process")`],
  ["an f-string", `f"{mp.Process(target=f)}"`],
  ["an f-string of several lines", `rF"""\n{os.fork()} children\n"""`],
  ["a docstring without an end, and all after it", '"""Orders of the shop\nimport multiprocessing\n'],
  ["a name before a string that looks like a prefix", "print"],
])("keeps %s", (_, text) => {
  expect(withoutProse(text)).toBe(text);
});

test("is linear in the text", () => {
  const text = `${"'\\".repeat(200_000)}'\n"""${"\\x ".repeat(200_000)}"""\nfork()`;
  expect(withoutProse(text).endsWith("\nfork()")).toBe(true);
});
