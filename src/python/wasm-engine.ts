import { readFileSync } from "node:fs";
import type * as WebTreeSitter from "web-tree-sitter";
import { type LoadedEngine, type Parsed, readTree } from "./syntax";

/** UTF-16 units; the binding copies at most 10,240 bytes at a time. */
const chunkLength = 4096;

/** Parses with web-tree-sitter. Trees lie in WebAssembly's memory, which no garbage collector frees: we do. */
export async function loadWasmEngine(): Promise<LoadedEngine> {
  const { Parser, Language }: typeof WebTreeSitter = require("web-tree-sitter");
  await Parser.init();
  // As bytes: given a path, the binding imports `fs` dynamically, which does not work in Jest.
  const language = await Language.load(readFileSync(require.resolve("tree-sitter-python/tree-sitter-python.wasm")));
  const parser = new Parser();
  parser.setLanguage(language);
  /** Trees are freed before this returns. */
  const withTree = <Result>(text: string, read: (tree: WebTreeSitter.Tree) => Result): Result => {
    parser.reset();
    const tree = parser.parse((index) => text.slice(index, index + chunkLength));
    if (tree === null) throw new Error("tree-sitter gave no tree");
    try {
      return read(tree);
    } finally {
      tree.delete();
    }
  };
  return {
    parse: (text) => withTree(text, copy),
    errors: (text) => withTree(text, (tree) => (tree.rootNode.hasError ? copy(tree).errors : [])),
  };
}

function copy(tree: WebTreeSitter.Tree): Parsed {
  const cursor = tree.walk();
  try {
    return readTree(cursor, tree.rootNode.hasError);
  } finally {
    cursor.delete();
  }
}
