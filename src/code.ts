/**
 * Python code without its syntax: the form in which one file's text reaches every later stage.
 *
 * It is plain JSON. Every identifier that the file reads or binds is in it, at its place, so that
 * renaming by it is complete; whatever has no meaning for us is `unknown` with its parts in order of
 * evaluation. Offsets are UTF-16 units into the decoded text.
 */

export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Expression =
  | Name
  | Attribute
  | Call
  | Constant
  | Template
  | Sequence
  | Mapping
  | Lambda
  | Comprehension
  | Subscript
  | Binary
  | Logical
  | Not
  | Compare
  | Conditional
  | Await
  | Yield
  | Walrus
  | Star
  | Unknown;

export interface Name {
  readonly kind: "name";
  readonly name: string;
  readonly span: Span;
}

export interface Attribute {
  readonly kind: "attribute";
  readonly object: Expression;
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
}

export interface Call {
  readonly kind: "call";
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
  readonly span: Span;
}

/** An argument of a call or of a class statement. `name` is set for `keyword` alone. */
export interface Argument {
  readonly kind: "positional" | "keyword" | "star" | "double-star";
  readonly name: string | null;
  readonly value: Expression;
  readonly span: Span;
}

/** A literal; adjacent string literals are one constant. Bytes and Ellipsis are `unknown`. */
export interface Constant {
  readonly kind: "constant";
  readonly value: string | number | boolean | null;
  readonly span: Span;
}

/** An f-string: its literal text and its interpolations, in order. */
export interface Template {
  readonly kind: "template";
  readonly parts: readonly (string | Expression)[];
  readonly span: Span;
}

export interface Sequence {
  readonly kind: "sequence";
  readonly type: "list" | "tuple" | "set";
  readonly items: readonly Expression[];
  readonly span: Span;
}

/** A dict display. A `null` key is `**value`. */
export interface Mapping {
  readonly kind: "mapping";
  readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[];
  readonly span: Span;
}

/** `scope` is the index of its scope in {@link Code.scopes}; that scope's body is one `return`. */
export interface Lambda {
  readonly kind: "lambda";
  readonly scope: number;
  readonly span: Span;
}

/** All its expressions belong to `scope`, but for the first clause's iterable (Python evaluates that outside). */
export interface Comprehension {
  readonly kind: "comprehension";
  readonly type: "list" | "set" | "dict" | "generator";
  readonly scope: number;
  readonly key: Expression | null;
  readonly element: Expression;
  readonly clauses: readonly Clause[];
  readonly span: Span;
}

export type Clause =
  | { readonly kind: "for"; readonly target: Expression; readonly iterable: Expression }
  | { readonly kind: "if"; readonly test: Expression };

export interface Subscript {
  readonly kind: "subscript";
  readonly object: Expression;
  readonly index: Expression;
  readonly span: Span;
}

export interface Binary {
  readonly kind: "binary";
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

export interface Logical {
  readonly kind: "logical";
  readonly operator: "and" | "or";
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

export interface Not {
  readonly kind: "not";
  readonly value: Expression;
  readonly span: Span;
}

/** One comparison; a chain `a < b < c` is `unknown` with its operands as parts. */
export interface Compare {
  readonly kind: "compare";
  readonly operator: "==" | "!=" | "<" | "<=" | ">" | ">=" | "is" | "is not" | "in" | "not in";
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

export interface Conditional {
  readonly kind: "conditional";
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
  readonly span: Span;
}

export interface Await {
  readonly kind: "await";
  readonly value: Expression;
  readonly span: Span;
}

export interface Yield {
  readonly kind: "yield";
  readonly from: boolean;
  readonly value: Expression | null;
  readonly span: Span;
}

export interface Walrus {
  readonly kind: "walrus";
  readonly target: Name;
  readonly value: Expression;
  readonly span: Span;
}

/** `*value` in a display, a target or a subscript. */
export interface Star {
  readonly kind: "star";
  readonly value: Expression;
  readonly span: Span;
}

export interface Unknown {
  readonly kind: "unknown";
  readonly parts: readonly Expression[];
  readonly span: Span;
}

export type Statement =
  | { readonly kind: "expression"; readonly value: Expression; readonly span: Span }
  | Assign
  | {
      readonly kind: "augment";
      readonly operator: string;
      readonly target: Expression;
      readonly value: Expression;
      readonly span: Span;
    }
  | { readonly kind: "delete"; readonly targets: readonly Expression[]; readonly span: Span }
  | If
  | {
      readonly kind: "while";
      readonly test: Expression;
      readonly body: readonly Statement[];
      readonly orelse: readonly Statement[];
      readonly span: Span;
    }
  | For
  | Try
  | With
  | { readonly kind: "return"; readonly value: Expression | null; readonly span: Span }
  | {
      readonly kind: "raise";
      readonly value: Expression | null;
      readonly cause: Expression | null;
      readonly span: Span;
    }
  | { readonly kind: "assert"; readonly test: Expression; readonly message: Expression | null; readonly span: Span }
  | Import
  | ImportFrom
  | { readonly kind: "global" | "nonlocal"; readonly names: readonly Name[]; readonly span: Span }
  | Definition
  | Match
  | { readonly kind: "break" | "continue" | "pass"; readonly span: Span }
  | { readonly kind: "unknown"; readonly parts: readonly Expression[]; readonly span: Span };

/** `a = b = value`, `a: T = value`, or `a: T` with a `null` value. */
export interface Assign {
  readonly kind: "assign";
  readonly targets: readonly Expression[];
  readonly annotation: Expression | null;
  readonly value: Expression | null;
  readonly span: Span;
}

/** `elif` is an `if` alone in `orelse`, its span from the word `elif` to its end. */
export interface If {
  readonly kind: "if";
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
  readonly span: Span;
}

export interface For {
  readonly kind: "for";
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
  readonly async: boolean;
  readonly span: Span;
}

export interface Try {
  readonly kind: "try";
  readonly body: readonly Statement[];
  readonly handlers: readonly {
    readonly type: Expression | null;
    readonly name: Name | null;
    readonly body: readonly Statement[];
  }[];
  readonly orelse: readonly Statement[];
  readonly final: readonly Statement[];
  readonly span: Span;
}

export interface With {
  readonly kind: "with";
  readonly items: readonly { readonly value: Expression; readonly target: Expression | null }[];
  readonly body: readonly Statement[];
  readonly async: boolean;
  readonly span: Span;
}

/** `import a.b as c, d`. `name` is the dotted module. */
export interface Import {
  readonly kind: "import";
  readonly names: readonly { readonly name: string; readonly alias: Name | null; readonly span: Span }[];
  readonly span: Span;
}

/** `from ..module import name as alias`; `level` counts the dots; `names` is `"*"` for a star import. */
export interface ImportFrom {
  readonly kind: "import-from";
  readonly level: number;
  readonly module: string;
  readonly names:
    | readonly { readonly name: string; readonly nameSpan: Span; readonly alias: Name | null; readonly span: Span }[]
    | "*";
  readonly span: Span;
}

/** A `def` or `class`, decorators included in the span. `bases` is empty for a function. */
export interface Definition {
  readonly kind: "function" | "class";
  readonly scope: number;
  readonly decorators: readonly Expression[];
  readonly bases: readonly Argument[];
  readonly span: Span;
}

/** `parts` holds the values that a pattern reads (`Status.OK`, class names); `captures` the names that it binds. */
export interface Match {
  readonly kind: "match";
  readonly subject: Expression;
  readonly cases: readonly {
    readonly captures: readonly Name[];
    readonly parts: readonly Expression[];
    readonly guard: Expression | null;
    readonly body: readonly Statement[];
  }[];
  readonly span: Span;
}

export interface Parameter {
  readonly name: string;
  readonly kind: "positional-only" | "positional" | "keyword-only" | "star" | "double-star";
  readonly default: Expression | null;
  readonly annotation: Expression | null;
  readonly nameSpan: Span;
  readonly span: Span;
}

/**
 * A scope as Python's compiler sees it. Parameter defaults, annotations, decorators and bases are
 * evaluated in the parent scope.
 */
export interface Scope {
  readonly id: number;
  readonly kind: "module" | "class" | "function" | "lambda" | "comprehension";
  /** `""` for a module, `"<lambda>"` and `"<comprehension>"` for those. */
  readonly name: string;
  readonly nameSpan: Span | null;
  readonly parent: number | null;
  readonly parameters: readonly Parameter[];
  readonly returns: Expression | null;
  readonly async: boolean;
  /** It holds a `yield` of its own. */
  readonly generator: boolean;
  /** Names that are local here: parameters, assigned, imported, defined, captured; not the `global` and `nonlocal` ones. */
  readonly bound: readonly string[];
  readonly globals: readonly string[];
  readonly nonlocals: readonly string[];
  readonly body: readonly Statement[];
  /** Every identifier and attribute name in the scope itself, nested scopes excluded, without repetition. */
  readonly mentions: readonly string[];
  readonly span: Span;
}

export interface Comment {
  /** From the `#` to the end of the line, without the line end. */
  readonly text: string;
  readonly span: Span;
}

/** A whole file. `scopes[0]` is the module; a scope's index is its id. */
export interface Code {
  readonly scopes: readonly Scope[];
  readonly comments: readonly Comment[];
  /** Where the text does not parse, in order; empty for a well-formed file. */
  readonly errors: readonly Span[];
}
