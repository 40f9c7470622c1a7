// Light highlighting of Python, a line at a time: it may be wrong inside of a string over several lines, and that is all.

const pythonWords = new Set(
  "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield match case None True False".split(
    " ",
  ),
);

const pythonToken =
  /(#.*$)|([rbfuRBFU]{0,2}(?:""".*?(?:"""|$)|'''.*?(?:'''|$)|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?))|(@[\w.]+)|\b(\d[\w.]*)\b|([A-Za-z_]\w*)(?=(\s*\()?)/g;

/**
 * The pieces of a line and what each is.
 *
 * @param {string} line
 * @returns {{ text: string, kind: string }[]}
 */
export function pythonPieces(line) {
  const pieces = [];
  let end = 0;
  let before = "";
  for (const match of line.matchAll(pythonToken)) {
    if (match.index > end) pieces.push({ text: line.slice(end, match.index), kind: "" });
    pieces.push({ text: match[0], kind: kindOf(match, before) });
    before = match[0];
    end = match.index + match[0].length;
  }
  if (end < line.length) pieces.push({ text: line.slice(end), kind: "" });
  return pieces;
}

/**
 * @param {RegExpMatchArray} match
 * @param {string} before The word in front of it.
 */
function kindOf([, comment, string, decorator, number, word, call], before) {
  if (comment !== undefined) return "comment";
  if (string !== undefined) return "string";
  if (decorator !== undefined) return "decorator";
  if (number !== undefined) return "number";
  if (word !== undefined && pythonWords.has(word)) return "keyword";
  return before === "def" || before === "class" ? "name" : call === undefined ? "" : "call";
}
