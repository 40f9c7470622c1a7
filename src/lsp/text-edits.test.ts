import fc from "fast-check";
import { TextDocument } from "vscode-languageserver-textdocument";
import { textEditsOf } from "./text-edits";

function applied(before: string, after: string): string {
  const document = TextDocument.create("file:///shop.py", "python", 1, before);
  return TextDocument.applyEdits(document, [...textEditsOf({ before, after })]);
}

const text = fc.string({ unit: fc.constantFrom("a", "b", "é", "😀", " ", "\n", "\r\n", "\r", "\t"), maxLength: 30 });

test("edits make the new text of the old one, whatever the line ends", () => {
  fc.assert(fc.property(text, text, (before, after) => applied(before, after) === after));
});

test("an edit is where the text changes, and nowhere else", () => {
  const before = "import os\n\nstub = make()\nprint(stub)";
  const after = "import grpc\nimport os\n\nstub = make()\nprint(get_stub())";
  expect(textEditsOf({ before, after })).toEqual([
    { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: "import grpc\n" },
    { range: { start: { line: 3, character: 0 }, end: { line: 3, character: 11 } }, newText: "print(get_stub())" },
  ]);
});
