import { type Cursor, type LoadedEngine, readTree } from "./syntax";

/** The part of node-tree-sitter that we use; it is optional, so its own types may be absent. */
interface NativeParser {
  setLanguage(language: unknown): void;
  reset(): void;
  parse(input: (index: number) => string): { readonly rootNode: { readonly hasError: boolean }; walk(): Cursor };
}

/** UTF-16 units. A whole text as one string is refused above 32,767 of them. */
const chunkLength = 16_384;

/** Parses with node-tree-sitter, an optional dependency. Its trees are freed by the garbage collector alone. */
export function loadNativeEngine(): LoadedEngine {
  const Parser: new () => NativeParser = require("tree-sitter");
  const parser = new Parser();
  parser.setLanguage(require("tree-sitter-python-native"));
  const parse = (text: string) => {
    parser.reset();
    return parser.parse((index) => text.slice(index, index + chunkLength));
  };
  const read = (tree: ReturnType<typeof parse>) => readTree(tree.walk(), tree.rootNode.hasError);
  return {
    parse: (text) => read(parse(text)),
    errors: (text) => {
      const tree = parse(text);
      return tree.rootNode.hasError ? read(tree).errors : [];
    },
  };
}
