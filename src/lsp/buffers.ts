import { TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";

/** The files that are open in the editor, as they are there: saved or not. */
export type Buffers = TextDocuments<TextDocument>;

/** No buffers yet; they fill as the editor opens files. */
export function noBuffers(): Buffers {
  return new TextDocuments(TextDocument);
}
