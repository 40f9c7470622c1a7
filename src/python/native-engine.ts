import { type Cursor, type Parsed, readTree } from "./syntax";

/** The part of node-tree-sitter that we use; it is optional, so its own types may be absent. */
interface NativeParser {
  setLanguage(language: unknown): void;
  reset(): void;
  parse(input: (index: number) => string): { readonly rootNode: { readonly hasError: boolean }; walk(): Cursor };
}

/** UTF-16 units. A whole text as one string is refused above 32,767 of them. */
const chunkLength = 16_384;

/** Parses with node-tree-sitter, an optional dependency. Its trees are freed by the garbage collector alone. */
export function loadNativeEngine(): (text: string) => Parsed {
  const Parser: new () => NativeParser = require("tree-sitter");
  const parser = new Parser();
  parser.setLanguage(require("tree-sitter-python-native"));
  return (text) => {
    parser.reset();
    const tree = parser.parse((index) => text.slice(index, index + chunkLength));
    return readTree(tree.walk(), tree.rootNode.hasError);
  };
}
