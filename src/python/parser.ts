import type { Span } from "../code";
import { loadNativeEngine } from "./native-engine";
import type { Parsed } from "./syntax";
import { loadWasmEngine } from "./wasm-engine";

export type Engine = "wasm" | "native";

/** A loaded tree-sitter. It keeps nothing of a text after `parse` returns. */
export interface Parser {
  /** The engine that loaded, which may not be the one that was asked for. */
  readonly engine: Engine;
  /** Never throws, whatever the text: where tree-sitter itself fails, the module is empty and wholly an error. */
  parse(text: string): Parsed;
  /** The errors of `parse` alone, which for a well-formed text takes half the time. */
  errors(text: string): readonly Span[];
}

/**
 * Measured over the 11,780 Python files (130 MB) of an installation of Python 3.11, copying to
 * {@link Syntax} included, Node 20 on two cores:
 *
 *   wasm     45.5 s    169 MB peak
 *   native   51.2 s  3,663 MB peak
 *
 * Over its first 1,500 files (17 MB) native is faster, 5.0 s against 6.4 s, but already takes 467 MB against 108 MB.
 */
const defaultEngine: Engine = "wasm";

const loaded = new Map<Engine, Promise<Parser>>();

/** Loads the engine that is asked for, once, or the other one where that fails; rejects when neither loads. */
export function loadParser(engine: Engine = defaultEngine): Promise<Parser> {
  const parser = loaded.get(engine) ?? loadOne(engine);
  loaded.set(engine, parser);
  return parser;
}

async function loadOne(engine: Engine): Promise<Parser> {
  try {
    return await loadEngine(engine);
  } catch (failure) {
    return loadEngine(engine === "wasm" ? "native" : "wasm").catch(() => {
      throw new Error(`tree-sitter does not load: ${String(failure)}`, { cause: failure });
    });
  }
}

async function loadEngine(engine: Engine): Promise<Parser> {
  const { parse, errors } = engine === "wasm" ? await loadWasmEngine() : loadNativeEngine();
  // An engine can load and still give nothing, as node-tree-sitter does when loaded twice.
  if (parse("a = 1\n").root.children.length !== 1) throw new Error(`the ${engine} engine does not parse`);
  return {
    engine,
    parse: (text) => {
      try {
        return parse(withLineFeeds(text));
      } catch {
        return allError(text);
      }
    },
    errors: (text) => {
      try {
        return errors(withLineFeeds(text));
      } catch {
        return allError(text).errors;
      }
    },
  };
}

/** A lone CR ends a line in Python but not in tree-sitter. The replacement keeps every offset. */
function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text;
}

function allError(text: string): Parsed {
  const whole = { start: 0, end: text.length };
  return { root: { type: "module", field: null, ...whole, children: [] }, comments: [], errors: [whole] };
}
