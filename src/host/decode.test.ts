import fc from "fast-check";
import { decode, encode } from "./decode";

function bytes(text: string, encoding: BufferEncoding = "latin1"): Buffer {
  return Buffer.from(text, encoding);
}

const BOM = "\xef\xbb\xbf";

describe("decode", () => {
  it.each([
    ["plain ASCII", "price = 1\n", "price = 1\n", "utf-8", false],
    ["UTF-8", "# \xe2\x82\xac\n", "# €\n", "utf-8", false],
    ["a byte-order mark, which the text is without", `${BOM}x = 1`, "x = 1", "utf-8", true],
    ["a second byte-order mark, which is text", `${BOM}${BOM}`, "\ufeff", "utf-8", true],
    ["a latin-1 cookie", "# -*- coding: latin-1 -*-\ns = '\xe9\x80'", null, "latin-1", false],
    ["a cookie with an underscore", "# coding=iso_8859_1\n#\xe9", null, "latin-1", false],
    [
      "a cookie on the second line",
      "#!/usr/bin/env python\r\n# vim: set fileencoding=cp1252 :\n#\xe9",
      null,
      "cp1252",
      false,
    ],
    ["a cookie on the second line after CR", "\r# coding: ascii\n", null, "ascii", false],
    ["no cookie after code", "import grpc\n# coding: latin-1\n", null, "utf-8", false],
    ["no cookie on the third line", "\n\n# coding: latin-1\n", null, "utf-8", false],
    ["no cookie outside a comment", "coding = 'x'\n", null, "utf-8", false],
  ])("reads %s", (_, raw, text, encoding, bom) => {
    const decoded = decode(bytes(raw));
    expect(decoded).toMatchObject({ kind: "text", format: { encoding, bom } });
    if (text !== null) expect(decoded).toMatchObject({ text });
  });

  it("reads the characters that cp1252 has where latin-1 has controls", () => {
    expect(decode(bytes("# coding: cp1252\n#\x80\x92\x9f\xe9"))).toMatchObject({ text: "# coding: cp1252\n#€’Ÿé" });
  });

  it.each([
    ["invalid UTF-8", "x = '\xe9'", "not valid UTF-8"],
    ["a surrogate in UTF-8", "\xed\xa0\x80", "not valid UTF-8"],
    ["NUL bytes", "a\0b", "NUL"],
    ["an encoding that is not supported", "# coding: shift_jis\n", "shift_jis"],
    ["what is not ASCII", "# coding: ascii\n# \xe9", "not valid ascii"],
    ["a byte that cp1252 leaves undefined", "# coding: cp1252\n# \x81", "not valid cp1252"],
    ["a byte-order mark against its cookie", `${BOM}# coding: latin-1\n`, "byte-order mark"],
  ])("declines %s", (_, raw, message) => {
    expect(decode(bytes(raw))).toEqual({ kind: "unreadable", message: expect.stringContaining(message) });
  });
});

describe("encode", () => {
  const heads = [
    "",
    BOM,
    "# coding: latin-1\n",
    "# coding: cp1252\n",
    "#!\n# coding: ascii\n",
    `${BOM}# coding: utf-8\n`,
  ];

  it("gives back the bytes of everything that decodes", () => {
    const tail = fc.oneof(
      fc.uint8Array(),
      fc.string({ unit: "binary" }).map((text) => Buffer.from(text)),
    );
    let readable = 0;
    fc.assert(
      fc.property(fc.constantFrom(...heads), tail, (head, rest) => {
        const raw = Buffer.concat([bytes(head), rest]);
        const decoded = decode(raw);
        if (decoded.kind === "unreadable") return;
        readable += 1;
        expect(encode(decoded.text, decoded.format)).toEqual(raw);
      }),
      { numRuns: 1000 },
    );
    expect(readable).toBeGreaterThan(100);
  });

  it("gives back all bytes of the 8-bit encodings", () => {
    const all = Buffer.from(Array.from({ length: 255 }, (_, index) => index + 1));
    for (const head of ["# coding: latin-1\n", "# coding: cp1252\n"]) {
      const undefinedBytes = head.includes("1252") ? [0x81, 0x8d, 0x8f, 0x90, 0x9d] : [];
      const raw = Buffer.concat([bytes(head), all.filter((byte) => !undefinedBytes.includes(byte))]);
      const decoded = decode(raw);
      expect(decoded.kind === "text" && encode(decoded.text, decoded.format)).toEqual(raw);
    }
  });

  it.each([
    ["a character that latin-1 lacks", "# coding: latin-1\n# €", "latin-1"],
    ["a character that cp1252 lacks", "# coding: cp1252\n# \x81", "cp1252"],
    ["a character that ASCII lacks", "# coding: ascii\n# é", "ascii"],
    ["half of a surrogate pair", "# \ud83d", "utf-8"],
    ["a cookie that now says something else", "# coding: latin-1\n# é", "utf-8"],
  ] as const)("refuses %s", (_, text, encoding) => {
    expect(encode(text, { encoding, bom: false })).toBeNull();
  });
});
