/**
 * Bytes of a Python file to text and back, as CPython does it: byte-order mark, then the PEP 263 cookie,
 * then UTF-8 (https://docs.python.org/3/reference/lexical_analysis.html#encoding-declarations).
 */
import { isUtf8 } from "node:buffer";

export type Encoding = "utf-8" | "latin-1" | "ascii" | "cp1252";

/** What must be known to write a text back as it was read. */
export interface Format {
  readonly encoding: Encoding;
  /** The file begins with the three bytes of a UTF-8 byte-order mark; the text does not. */
  readonly bom: boolean;
}

export type Decoded =
  | { readonly kind: "text"; readonly text: string; readonly format: Format }
  | { readonly kind: "unreadable"; readonly message: string };

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(?:#|$)/;
/** The part of a file in which a cookie may stand: two lines, which nobody makes longer than this (bytes). */
const HEAD = 4096;

/** Python's aliases, lower case with hyphens (Lib/encodings/aliases.py). */
const ENCODINGS: ReadonlyMap<string, Encoding> = new Map([
  ...["utf-8", "utf8", "u8", "utf", "utf-8-sig", "utf8-ucs2", "utf8-ucs4", "cp65001"].map(
    (alias) => [alias, "utf-8"] as const,
  ),
  ...["latin-1", "latin1", "latin", "l1", "iso-8859-1", "iso8859-1", "iso8859", "8859", "cp819", "iso-latin-1"].map(
    (alias) => [alias, "latin-1"] as const,
  ),
  ...["ascii", "us-ascii", "us", "646", "ansi-x3.4-1968", "iso646-us"].map((alias) => [alias, "ascii"] as const),
  ...["cp1252", "windows-1252", "1252"].map((alias) => [alias, "cp1252"] as const),
]);

/** What cp1252 has at 0x80–0x9F; a blank is a byte that it leaves undefined. */
const CP1252 = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/** Decodes a file, or says why it is better left alone. What is decoded encodes to the same bytes. */
export function decode(bytes: Buffer): Decoded {
  if (bytes.includes(0)) return unreadable("it holds NUL bytes: not Python text");
  const bom = bytes.subarray(0, BOM.length).equals(BOM);
  const body = bom ? bytes.subarray(BOM.length) : bytes;
  const cookie = cookieOf(body);
  const encoding = cookie === null ? "utf-8" : ENCODINGS.get(cookie.toLowerCase().replaceAll("_", "-"));
  if (encoding === undefined) return unreadable(`it is declared as ${cookie}, an encoding that is not supported`);
  if (bom && encoding !== "utf-8") return unreadable(`it has a UTF-8 byte-order mark but is declared as ${cookie}`);
  const text = textOf(body, encoding);
  if (text === null) return unreadable(`it is not valid ${cookie ?? "UTF-8, and declares no other encoding"}`);
  return { kind: "text", text, format: { encoding, bom } };
}

/** The bytes of a text in the format of its file; null where that format cannot hold it. */
export function encode(text: string, format: Format): Buffer | null {
  const body = bodyOf(text, format.encoding);
  if (body === null) return null;
  const bytes = format.bom ? Buffer.concat([BOM, body]) : body;
  // Also holds for a lone surrogate, and for an edit that changed the cookie.
  const again = decode(bytes);
  return again.kind === "text" && again.text === text ? bytes : null;
}

function unreadable(message: string): Decoded {
  return { kind: "unreadable", message };
}

/** Whether the text of a file is its bytes as UTF-8, without a mark before it or a cookie in it. */
export function isPlainUtf8(bytes: Buffer): boolean {
  return !bytes.includes(0) && bytes[0] !== BOM[0] && isUtf8(bytes) && cookieOf(bytes) === null;
}

function cookieOf(body: Buffer): string | null {
  // Of a hundred files one or two have a cookie, and the look at lines costs more than all else.
  if (!body.subarray(0, HEAD).includes("coding")) return null;
  const [first = "", second = ""] = body.toString("latin1", 0, HEAD).split(/\r\n|\r|\n/, 2);
  const cookie = COOKIE.exec(first)?.[1];
  if (cookie !== undefined) return cookie;
  if (!BLANK_OR_COMMENT.test(first)) return null;
  return COOKIE.exec(second)?.[1] ?? null;
}

function textOf(body: Buffer, encoding: Encoding): string | null {
  switch (encoding) {
    case "utf-8":
      return isUtf8(body) ? body.toString("utf8") : null;
    case "latin-1":
      return body.toString("latin1");
    case "ascii":
      return body.every((byte) => byte < 0x80) ? body.toString("latin1") : null;
    case "cp1252": {
      const text = body.toString("latin1").replace(/[\x80-\x9f]/g, (char) => CP1252[char.charCodeAt(0) - 0x80] ?? "");
      return text.length === body.length && !hasUndefined(body) ? text : null;
    }
  }
}

function hasUndefined(body: Buffer): boolean {
  return body.some((byte) => byte >= 0x80 && byte <= 0x9f && CP1252[byte - 0x80] === " ");
}

function bodyOf(text: string, encoding: Encoding): Buffer | null {
  switch (encoding) {
    case "utf-8":
      return Buffer.from(text, "utf8");
    case "latin-1":
      return /^[\0-\xff]*$/.test(text) ? Buffer.from(text, "latin1") : null;
    case "ascii":
      return /^[\0-\x7f]*$/.test(text) ? Buffer.from(text, "latin1") : null;
    case "cp1252":
      return cp1252Of(text);
  }
}

function cp1252Of(text: string): Buffer | null {
  const bytes = Buffer.alloc(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const plain = code < 0x80 || (code >= 0xa0 && code <= 0xff);
    const byte = plain ? code : 0x80 + CP1252.indexOf(text.charAt(index));
    if (byte < 0x80 && !plain) return null;
    bytes[index] = byte;
  }
  return bytes;
}
