/**
 * GFF205: the parent reserves one port, and all workers bind it.
 *
 * The parent's socket is bound with SO_REUSEPORT and never listens: it takes no connection, and keeps the port from
 * everybody but the workers. It has to stay open for that, so a name of the parent holds it.
 */
import type { Expression, Scope } from "../../src/code";
import type { Source } from "../../src/edits/transform";
import type { Edit, ImportRequest, Place } from "../../src/types";
import type { Addition } from "./handover";
import type { Child, LaunchCall } from "./launch-call";
import { functionBefore, linesBefore, topStatement } from "./lines";
import { freshName } from "./names";
import { isRefusal, type Part, pageAt, part, type Refusal, refuse } from "./part";
import { outermostLoop } from "./running";
import { importOf } from "./sigterm";
import { argumentOf, callAt, type FoundCall, hasSpread, type Page, type Row } from "./syntax";
import { type Zero, zerosOfAddress } from "./zero";

export interface Reservation {
  readonly kind: "reservation";
  readonly part: Part;
  /** The parameter that the child's function needs; null when it is told its address anyway. */
  readonly addition: Addition | null;
}

export interface PortWish {
  /** The calls of `add_…_port` that ask for port 0. */
  readonly ports: readonly Place[];
  readonly child: Child;
  readonly launches: readonly LaunchCall[];
  /** The scopes whose code runs in the child's function in the end. */
  readonly homes: readonly Scope[];
}

export function planPort(wish: PortWish, source: Source): Reservation | Refusal {
  const [place, ...others] = wish.ports;
  if (!place || others.length > 0)
    return refuse("unsupported-shape", "a worker asks for several ports: reserve them by hand");
  const page = pageAt(place, source);
  if (isRefusal(page)) return page;
  const found = callAt(page.facts, place.span);
  const zeros = found && zerosOf(found, page, wish);
  if (!found || !zeros) return refuse("unsupported-shape", "the address of the server is not written out");
  const name = freshName(
    ["port", "shared_port", "reserved_port", "worker_port"],
    [{ facts: wish.child.facts, scope: wish.child.scope }, ...wish.launches],
  );
  if (name === null) return refuse("conflict", "no name is free for the port");
  const inChild = zeros.some((zero) => zero.process === "child");
  if (inChild && !wish.homes.some((home) => home === found.scope)) {
    return refuse(
      "unsupported-shape",
      "the port is bound in a function that the workers call: hand a reserved port down to it",
    );
  }
  const reserved = reserve(name, wish.launches);
  if (isRefusal(reserved)) return reserved;
  const isResultUsed = found.around.length > 0 || found.statement.kind !== "expression";
  return {
    kind: "reservation",
    part: part({
      edits: [...zeros.map((zero) => ({ path: zero.page.facts.path, ...zero.edit(name) })), ...reserved.edits],
      imports: reserved.imports,
      notes: ["all workers bind one port, which the parent reserves"],
      risks: isResultUsed ? ["the workers do something with their port, which was another one in each"] : [],
    }),
    addition: inChild ? { parameter: name, value: name, type: "int" } : null,
  };
}

function zerosOf(found: FoundCall, page: Page, { child, launches }: Omit<PortWish, "ports">): readonly Zero[] | null {
  const call = found.expression;
  const address: Expression | undefined = argumentOf(call, "address", 0)?.value;
  if (!address || hasSpread(call)) return null;
  return zerosOfAddress(address, { page, scope: found.scope, process: "child", child, launches });
}

/** Whether a call of `add_…_port` asks for any port that is free, as far as can be read. */
export function isAnyPort(place: Place, wish: Omit<PortWish, "ports">, source: Source): boolean {
  const page = pageAt(place, source);
  const found = isRefusal(page) ? null : callAt(page.facts, place.span);
  return found !== null && !isRefusal(page) && zerosOf(found, page, wish) !== null;
}

interface Reserved {
  readonly edits: readonly Edit[];
  readonly imports: readonly ImportRequest[];
}

/** The helper, and the two lines before the processes are made. */
function reserve(port: string, launches: readonly LaunchCall[]): Reserved | Refusal {
  const [launch] = launches;
  const anchor = launch && anchorOf(launches);
  const top = launch && topStatement(launch, launch.call.span.start);
  if (!launch || !anchor || !top) {
    return refuse("unsupported-shape", "no place was found at which the parent could reserve a port for all workers");
  }
  const module = launch.facts.scopes[0] as Scope;
  const socket = importOf(launch, "socket", top.span.start);
  const helper = freshName(["_reserve_port", "_reserve_shared_port"], [{ facts: launch.facts, scope: module }]);
  const reserved = freshName(["reserved", "reserved_socket", "_reserved"], [launch]);
  if (!socket || !helper || !reserved)
    return refuse("conflict", `${launch.facts.path} uses a name that the repair needs`);
  const lines = [`${reserved} = ${helper}()`, `${port} = ${reserved}.getsockname()[1]`];
  const before = linesBefore(launch, anchor.statement, lines);
  const definition = functionBefore(launch, top, helperLines(helper, socket.name));
  if (!before || !definition)
    return refuse("unsupported-shape", "the start of the workers shares its line with another statement");
  return { edits: [definition, before], imports: [socket.request] };
}

function helperLines(name: string, socket: string): readonly string[] {
  return [
    `def ${name}():`,
    '    """Keeps a port for the workers, who bind it, too: this socket never listens."""',
    `    for family in (${socket}.AF_INET6, ${socket}.AF_INET):`,
    "        try:",
    `            reserved = ${socket}.socket(family, ${socket}.SOCK_STREAM)`,
    `            reserved.setsockopt(${socket}.SOL_SOCKET, ${socket}.SO_REUSEPORT, 1)`,
    '            reserved.bind(("", 0))',
    "        except OSError:",
    "            continue",
    `        if reserved.getsockopt(${socket}.SOL_SOCKET, ${socket}.SO_REUSEPORT):`,
    "            return reserved",
    '    raise RuntimeError("SO_REUSEPORT is not available")',
  ];
}

/** The statement before which the port is reserved: once for all launches. Null when there is no such place. */
function anchorOf(launches: readonly LaunchCall[]): Row | null {
  const [first, ...others] = launches;
  if (!first || first.scope.kind === "class") return null;
  if (others.some(({ facts, scope }) => facts.path !== first.facts.path || scope.id !== first.scope.id)) return null;
  const isRepeatedHere =
    outermostLoop(first.rows) !== null || first.found.around.some((e) => e.kind === "comprehension");
  // Otherwise the function is called once for each worker.
  if (others.length === 0 && first.launch.several && !isRepeatedHere) return null;
  let anchor = first.rows[0] ?? null;
  for (const [level, row] of first.rows.entries()) {
    const peers = others.map(({ rows }) => rows[level]);
    if (!peers.every((peer) => peer?.block === row.block)) break;
    const index = Math.min(row.index, ...peers.map((peer) => peer?.index ?? row.index));
    anchor = { block: row.block, index, statement: row.block[index] ?? row.statement };
    const isShared = peers.every((peer) => peer?.statement === row.statement);
    if (!isShared || row.statement.kind === "for" || row.statement.kind === "while") break;
  }
  return anchor;
}
