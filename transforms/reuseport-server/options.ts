/**
 * GFF203, GFF204: what a server is told about its address stands in `grpc.server(…)`.
 *
 *     server.add_insecure_port(address, options=OPTIONS)   →   grpc.server(pool, options=OPTIONS)
 */
import type { Argument, Call, Expression, Sequence, Statement } from "../../src/code";
import { editListing, itemAt, listingAt } from "../../src/edits/listing";
import type { Source } from "../../src/edits/transform";
import { forEachStatement } from "../../src/facts/walk";
import type { Edit, Place } from "../../src/types";
import { bindingOf, isConstant, isSameHolder, occurrencesOf, readsIn, variableOf } from "./names";
import { isRefusal, type Part, pageAt, part, type Refusal, refuse } from "./part";
import { argumentOf, callAt, contains, type FoundCall, hasSpread, type Page, written } from "./syntax";

const KEY = "grpc.so_reuseport";
const PAIR = `("${KEY}", 1)`;

export interface OptionsWish {
  /** The `grpc.server(…)` call. */
  readonly creation: Place;
  /** Calls of `add_…_port` that have the options. */
  readonly misplaced: readonly Place[];
  /** Whether `grpc.so_reuseport` is to be there in the end. */
  readonly reusePort: "state" | "leave";
}

/** Options to be added: a pair, or with a star all those of an expression. */
interface Item {
  readonly text: string;
  readonly key: string | null;
}

interface Moved {
  readonly items: readonly Item[];
  /** The expression as it stood, when there is only one. */
  readonly whole: string | null;
  readonly edits: readonly Edit[];
}

export function planOptions(wish: OptionsWish, source: Source): Part | Refusal {
  const page = pageAt(wish.creation, source);
  if (isRefusal(page)) return page;
  const server = callAt(page.facts, wish.creation.span);
  if (!server) return refuse("unsupported-shape", "the creation of the server could not be read");
  const moved = takeFromPorts(wish, page, server, source);
  if (isRefusal(moved)) return moved;
  const states = wish.reusePort === "state";
  const stated = moved.items.map((item) => (states && item.key === KEY ? { ...item, text: PAIR } : item));
  const needsPair = states && !stated.some((item) => item.key === KEY);
  const items = needsPair ? [...stated, { text: PAIR, key: KEY }] : stated;
  const isAsItWas = !needsPair && stated.every((item, index) => item.text === moved.items[index]?.text);
  const whole = isAsItWas ? moved.whole : null;
  const edits = giveToServer(page, server, { items, whole, states });
  if (isRefusal(edits)) return edits;
  const notes = [
    ...(moved.edits.length > 0 ? ["the options stand where gRPC takes them, in grpc.server(...)"] : []),
    ...(states
      ? [
          "grpc.so_reuseport is stated; macOS does not balance between processes that share a port so, and Windows has no SO_REUSEPORT",
        ]
      : []),
  ];
  return part({ edits: [...edits, ...moved.edits], notes });
}

/** Takes the options out of the calls that do not take them. */
function takeFromPorts(wish: OptionsWish, page: Page, server: FoundCall, source: Source): Moved | Refusal {
  const items: Item[] = [];
  const edits: Edit[] = [];
  const wholes: string[] = [];
  for (const place of wish.misplaced) {
    const there = pageAt(place, source);
    if (isRefusal(there)) return there;
    const port = callAt(there.facts, place.span);
    const argument = port && misplacedIn(port.expression);
    const listing = port && listingAt(there, port.expression.callee.span.end, place.span.end);
    if (!port || !argument || !listing) return refuse("unsupported-shape", "the options of the port could not be read");
    const value = argument.value;
    if (!isReadable(there, value, page, server)) {
      return refuse("captured-value", "the options are made of names that grpc.server(...) does not see");
    }
    const index = itemAt(listing, argument.span);
    for (const edit of editListing(there.text, listing, { remove: [index], append: [], type: "other" })) {
      edits.push({ path: place.path, ...edit });
    }
    wholes.push(written(there.text, value));
    for (const item of itemsOf(there, value)) {
      if (!items.some((other) => other.text === item.text || (item.key !== null && other.key === item.key)))
        items.push(item);
    }
  }
  return { items, edits, whole: new Set(wholes).size === 1 ? (wholes[0] as string) : null };
}

/** `add_insecure_port(address)` and `add_secure_port(address, credentials)` take no more. */
function misplacedIn(call: Call): Argument | null {
  if (hasSpread(call) || call.callee.kind !== "attribute") return null;
  return argumentOf(call, "options", call.callee.name === "add_secure_port" ? 2 : 1);
}

/** Every name of the expression means the same, and is bound, where the server is made. */
function isReadable(from: Page, value: Expression, to: Page, server: FoundCall): boolean {
  return readsIn(from.facts, value.span).every((one) => {
    if (from.facts.path !== to.facts.path) return false;
    const variable = variableOf(from.facts, one.scope, one.name);
    if (!isSameHolder(variableOf(to.facts, server.scope.id, one.name).holder, variable.holder)) return false;
    if (!isConstant(from.facts, variable)) return false;
    const binding = bindingOf(from.facts, variable);
    const isLater = binding !== null && binding.span.start > server.expression.span.start;
    return !isLater || (variable.holder.kind === "global" && server.scope.kind !== "module");
  });
}

function itemsOf(page: Page, value: Expression): readonly Item[] {
  const pairs = displayOf(value);
  const listing = pairs && listingAt(page, value.span.start, value.span.end);
  if (!pairs || !listing) return [{ text: `*${spreadable(page.text, value)}`, key: null }];
  return listing.items.map((span, index) => ({
    text: page.text.slice(span.start, span.end),
    key: keyIn(pairs.items[index]),
  }));
}

function displayOf(value: Expression): Sequence | null {
  return value.kind === "sequence" && value.type !== "set" ? value : null;
}

/** The name of an option that is written out. */
function keyIn(pair: Expression | undefined): string | null {
  const first = pair?.kind === "sequence" ? pair.items[0] : null;
  return first?.kind === "constant" && typeof first.value === "string" ? first.value : null;
}

interface Gift {
  readonly items: readonly Item[];
  readonly whole: string | null;
  readonly states: boolean;
}

function giveToServer(page: Page, server: FoundCall, gift: Gift): readonly Edit[] | Refusal {
  const call = server.expression;
  const path = page.facts.path;
  const named = call.arguments.find((argument) => argument.name === "options");
  if (!named && hasSpread(call))
    return refuse("unsupported-shape", "the arguments of grpc.server(...) are not written out");
  const options = argumentOf(call, "options", 3)?.value ?? null;
  const display = gift.whole ?? `[${gift.items.map((item) => item.text).join(", ")}]`;
  if (options === null) {
    const listing = listingAt(page, call.callee.span.end, call.span.end);
    if (!listing) return refuse("unsupported-shape", "the creation of the server could not be read");
    const append = [`options=${display}`];
    return editListing(page.text, listing, { remove: [], append, type: "other" }).map((edit) => ({ path, ...edit }));
  }
  if (options.kind === "constant" && options.value === null) return [{ path, span: options.span, text: display }];
  const pairs = displayOf(options);
  if (pairs) return addTo(page, pairs, gift);
  const bound = options.kind === "name" ? ownDisplay(page, server, options.name) : null;
  if (bound?.uses === 1 && gift.items.every((item) => item.text === PAIR)) return addTo(page, bound.display, gift);
  const text = written(page.text, bound?.display ?? options);
  if (gift.states && text.includes(KEY))
    return refuse("unsupported-shape", `what sets ${KEY} to 0 is used elsewhere too`);
  const items = [`*${spreadable(page.text, options)}`, ...gift.items.map((item) => item.text)];
  if (bound === null && options.kind === "name" && !isDisplayed(page, server, options.name)) {
    items[0] = `*(${options.name} or ())`;
  }
  return [{ path, span: options.span, text: `(${items.join(", ")})` }];
}

/** The pairs that a display lacks are added, and a value that turns the option off is changed. */
function addTo(page: Page, display: Sequence, gift: Gift): readonly Edit[] | Refusal {
  const path = page.facts.path;
  const listing = listingAt(page, display.span.start, display.span.end);
  if (!listing) return refuse("unsupported-shape", "the options of the server could not be read");
  const present = display.items.map(keyIn);
  const append = gift.items.filter((item) => item.key === null || !present.includes(item.key)).map((item) => item.text);
  const type = display.type === "tuple" ? "tuple" : "other";
  const edits: Edit[] = editListing(page.text, listing, { remove: [], append, type }).map((edit) => ({
    path,
    ...edit,
  }));
  if (!gift.states) return edits;
  for (const pair of display.items) {
    const value = keyIn(pair) === KEY && pair.kind === "sequence" ? pair.items[1] : undefined;
    const isOn = value?.kind === "constant" && (value.value === 1 || value.value === true);
    if (value && !isOn) edits.push({ path, span: value.span, text: "1" });
  }
  return edits;
}

/** The list or tuple to which the name is bound, once, and how often the name is read. */
function ownDisplay(page: Page, server: FoundCall, name: string): { display: Sequence; uses: number } | null {
  const variable = variableOf(page.facts, server.scope.id, name);
  const binding = bindingOf(page.facts, variable);
  if (!binding) return null;
  let display: Sequence | null = null;
  const visit = (statement: Statement) => {
    if (statement.kind !== "assign" || statement.targets.length !== 1 || !statement.value) return;
    if (statement.targets[0]?.span.start === binding.span.start) display = displayOf(statement.value);
  };
  forEachStatement(page.facts.scopes[binding.scope]?.body ?? [], visit);
  const loads = occurrencesOf(page.facts, variable).filter((one) => one.context === "load");
  return display && { display, uses: loads.length };
}

/** The name is bound to nothing but lists and tuples, so that it is never None. */
function isDisplayed(page: Page, server: FoundCall, name: string): boolean {
  const variable = variableOf(page.facts, server.scope.id, name);
  const binds = occurrencesOf(page.facts, variable).filter((one) => one.context !== "load");
  const values: Expression[] = [];
  for (const scope of page.facts.scopes) {
    forEachStatement(scope.body, (statement) => {
      const isBinding = statement.kind === "assign" && binds.some((one) => contains(statement.span, one.span));
      if (isBinding && statement.value) values.push(statement.value);
    });
  }
  const isList = (value: Expression) => displayOf(value) !== null || value.kind === "comprehension";
  return binds.length > 0 && values.length === binds.length && values.every(isList);
}

function spreadable(text: string, value: Expression): string {
  const isPlain = ["name", "attribute", "call", "sequence", "subscript"].includes(value.kind);
  return isPlain ? written(text, value) : `(${written(text, value)})`;
}
