import fc from "fast-check";
import { clipped, code, details, fenced, prose } from "./text";

test.each([
  ["channel made by grpc.insecure_channel", "channel made by grpc.insecure_channel"],
  ["__init__ and _x", "\\_\\_init\\_\\_ and \\_x"],
  ["*a* `b` [c](d) ~e~ \\f", "\\*a\\* \\`b\\` \\[c\\](d) \\~e\\~ \\\\f"],
  ["<b> & a|b", "&lt;b&gt; &amp; a&#124;b"],
  ["ask @team about #12", "ask @&#8203;team about #&#8203;12"],
  ["see https://evil.example and WWW.evil.example", "see https:&#8203;//evil.example and www&#8203;.evil.example"],
  ["$x$ :tada:", "<span>$</span>x<span>$</span> :&#8203;tada:"],
  ["a\nb\u202e", "a\\\\x0ab\\\\u202e"],
])("%j is written so that it shows as it is", (text, markdown) => {
  expect(prose(text)).toBe(markdown);
});

test.each([
  ["app/clients.py:5", "`app/clients.py:5`"],
  ["größe 漢/a b.py", "`größe 漢/a b.py`"],
  ["<b>@team", "`<b>@team`"],
  ["a`b", "<code>a&#96;b</code>"],
  ["a|b.py", "<code>a&#124;b&#46;py</code>"],
  [" a", "<code> a</code>"],
  ["", "<code></code>"],
])("%j as code", (text, markdown) => {
  expect(code(text)).toBe(markdown);
});

test("a fence is longer than any in its text", () => {
  expect(fenced("a\n````\n", "diff")).toBe("`````diff\na\n````\n`````");
  expect(fenced("a\u001b\tb\r\nc", "")).toBe("```\na\\x1b\tb\r\nc\n```");
});

test("a clip never splits a character", () => {
  expect(clipped("a🎉b", 3)).toBe("a…");
  expect(clipped("a🎉b", 4)).toBe("a🎉b");
});

test("details have empty lines, so that Markdown is read in them", () => {
  expect(details("More", "**a**")).toBe("<details>\n<summary>More</summary>\n\n**a**\n\n</details>");
});

test("whatever the text, it stays on its line and in its cell", () => {
  const unit = fc.integer({ min: 0, max: 0xffff }).map((value) => String.fromCharCode(value));
  const mark = fc.constantFrom("`", "|", "@a", "#1", "<", "\\", "*", "\n", "://");
  fc.assert(
    fc.property(fc.array(fc.oneof(unit, mark), { maxLength: 20 }), (parts) => {
      const text = parts.join("");
      for (const written of [prose(text), code(text)]) {
        expect(written).not.toMatch(/[\n\r|]/);
        expect(written).not.toMatch(/\p{Cs}/u);
      }
      // Every character of markup has its backslash, and no backslash is without one.
      expect(prose(text).replace(/\\[\\`*_[\]~]/g, "")).not.toMatch(/[\\`*[\]~]|@(?!&#8203;)/);
      expect(prose(text).replace(/<span>\$<\/span>/g, "")).not.toMatch(/[<>$]/);
    }),
  );
});
