/** Calls of names outside the program: what the models say of them, and what holds of any. */
import type { GrpcModel } from "../../models/model";
import { findMember, setAttribute } from "./attributes";
import { builtin } from "./builtins";
import { callAll } from "./calls";
import { bare, createStub } from "./classes";
import { elements, newSequence } from "./containers";
import { MEANINGLESS, noteMeaningless, putEnvironment, setDefaultEnvironment, updateEnvironment } from "./environment";
import { environment, newPartial } from "./evaluate";
import { forkCall } from "./fork-calls";
import { makeForker, runInExecutor } from "./forks";
import { workerId } from "./framework-imports";
import { runGenerators } from "./generators";
import { begin, channelsIn, createOver, lapse, reachable, talk, use } from "./grpc";
import { importModule } from "./imports";
import { giveToThread, makeOfLibrary, passThrough } from "./libraries";
import {
  ANY_ARGUMENTS,
  type Arguments,
  allocate,
  type CallSite,
  type Deferred,
  heapOf,
  type Machine,
  readAt,
  writeAt,
} from "./machine";
import { newExitStack } from "./managers";
import { statesLocalPool, statesOption } from "./options";
import { makeServer, registerAt } from "./servers";
import { contextOf, setStartMethod } from "./start-methods";
import { argument } from "./tasks";
import { makeThread, submitToThread } from "./threads";
import {
  type ClassValue,
  constant,
  type FunctionFlag,
  identityOf,
  join,
  NONE,
  NOTHING,
  object,
  textOf,
  UNKNOWN,
  type Value,
  type Values,
} from "./value";

export function callOutside(m: Machine, name: string, site: CallSite): Values {
  const started = startable(m, name, site);
  if (started) return started;
  const model = m.models.grpc(name);
  if (model) return make(m, model, name, site);
  if (m.roots.length > 0) passThrough(m, name, site.place);
  const ofLibrary = makeOfLibrary(m, name, site);
  if (ofLibrary) return ofLibrary;
  const forked = forkCall(m, name, site);
  if (forked) return forked;
  const special = SPECIAL[name] ?? SPECIAL[name.replace(/^(builtins\.super\(\)|.*\.)?(run_in_executor)$/, "$2")];
  if (special) return special(m, site);
  if (name.startsWith("builtins.")) return builtin(m, name.slice(9), site) ?? generic(m, name, site);
  return generic(m, name, site);
}

/** Names of the multiprocessing family and of threads, which its imitations name alike. */
function startable(m: Machine, name: string, site: CallSite): Values | null {
  const thread = makeThread(m, name, site);
  if (thread) return [thread];
  const forker = makeForker(m, name, site);
  if (forker) return [forker];
  const member = m.models.member(name);
  const kind = /^context\.(Fork|Spawn|ForkServer)Context$/.exec(member?.member ?? "")?.[1]?.toLowerCase();
  if (member && kind) return contextOf(m, member.family, { ...site, args: onlyText(kind) });
  if (member?.member === "get_context") return contextOf(m, member.family, site);
  return member?.member === "set_start_method" ? setStartMethod(m, member.family, site) : null;
}

function onlyText(word: string): Arguments {
  return { positional: [{ values: constant(word), expression: null }], keywords: new Map(), open: false };
}

function make(m: Machine, model: GrpcModel, name: string, site: CallSite): Values {
  if (model.makes === "stub") return createStub(m, site, name, null);
  if (model.makes === "server") return makeServer(m, model, name, site);
  const channels = channelsIn(m, argument(site.args, model.channel) ?? NOTHING);
  const options = argument(site.args, model.options);
  if (options && statesOption(m, options, MEANINGLESS)) noteMeaningless(m, site.place);
  for (const channel of channels) use(m, channel, site.place, name);
  const creation = {
    kind: model.makes,
    aio: model.aio,
    maker: name,
    at: site.place,
    target: identityOf(argument(site.args, model.target) ?? NOTHING),
    localPool: options !== null && statesLocalPool(m, options),
    methods: null,
  };
  return createOver(m, creation, channels);
}

type Special = (m: Machine, site: CallSite) => Values;

const first = (site: CallSite): Values => site.args.positional[0]?.values ?? NOTHING;

const SPECIAL: Readonly<Record<string, Special>> = {
  "os.getpid": (m) => [{ kind: "pid", process: m.process }],
  "os.getenv": (m, site) => fromEnvironment(m, site),
  "os.environ.get": (m, site) => fromEnvironment(m, site),
  [MEANINGLESS]: (m, site) => {
    noteMeaningless(m, site.place);
    return NOTHING;
  },
  "os.environ.setdefault": setDefaultEnvironment,
  "os.environ.update": updateEnvironment,
  "os.putenv": putEnvironment,
  "os.register_at_fork": (m, site) => {
    const hook = site.args.keywords.get("after_in_child")?.values ?? NOTHING;
    writeAt(m, "<after-in-child>", join(readAt(m, "<after-in-child>") ?? NOTHING, hook));
    return NONE;
  },
  "functools.partial": (m, site) => {
    const [callee, ...positional] = site.args.positional;
    return newPartial(m, callee?.values ?? UNKNOWN, { ...site.args, positional });
  },
  "functools.partialmethod": (m, site) =>
    newPartial(m, first(site), { ...site.args, positional: site.args.positional.slice(1) }),
  "functools.lru_cache": (_m, site) => memoized(site),
  "functools.cache": (_m, site) => memoized(site),
  "functools.wraps": () => [{ kind: "outside", name: "functools.wraps()" }],
  "functools.wraps()": (_m, site) => first(site),
  "functools.lru_cache()": (_m, site) => memoized(site),
  "contextlib.contextmanager": (_m, site) => first(site),
  "contextlib.asynccontextmanager": (_m, site) => first(site),
  "contextlib.closing": (m, site) => first(site).map((of) => object(allocate(m, { type: "closing", of }))),
  "contextlib.aclosing": (m, site) => first(site).map((of) => object(allocate(m, { type: "closing", of }))),
  "contextlib.ExitStack": newExitStack,
  "contextlib.AsyncExitStack": newExitStack,
  "copy.copy": (_m, site) => first(site),
  "asyncio.run": (_m, site) => first(site),
  "asyncio.create_task": (_m, site) => first(site),
  "asyncio.ensure_future": (_m, site) => first(site),
  "asyncio.wait_for": (_m, site) => first(site),
  "asyncio.to_thread": (m, site) => submitToThread(m, site),
  run_in_executor: (m, site) => runInExecutor(m, site),
  "joblib.delayed": (m, site) => [object(allocate(m, { type: "delayed", callee: first(site) }))],
  "threading.local": (m) => [object(allocate(m, { type: "bag" }))],
  "types.SimpleNamespace": (m, site) => bag(m, site),
  "argparse.Namespace": (m, site) => bag(m, site),
  "grpc.channel_ready_future": (m, site) => {
    for (const value of first(site)) {
      if (value.kind === "object" && heapOf(m, value)?.type === "grpc") {
        talk(m, value.id, site.place, "grpc.channel_ready_future()");
        // Its thread outlives the wait by a moment (0 of 6 repaired runs were right on 1.71.0).
        begin(m, value.id, allocate(m, { type: "watch" }), site.place);
      }
    }
    return UNKNOWN;
  },
  "time.sleep": sleep,
  "asyncio.sleep": sleep,
  "importlib.import_module": (m, site) => {
    const name = textOf(first(site));
    return name === null ? UNKNOWN : importModule(m, site.frame, name, 0);
  },
  "signal.signal": (m, site) => {
    noteSignal(m, site);
    hand(m, "signal.signal", site);
    return UNKNOWN;
  },
};

function bag(m: Machine, site: CallSite): Values {
  const made = object(allocate(m, { type: "bag" }));
  for (const [name, arg] of site.args.keywords) setAttribute(m, [made], name, arg.values);
  return [made];
}

/** Whoever sleeps for long enough to matter lets time pass; how long is in seconds. */
function sleep(m: Machine, site: CallSite): Values {
  const isShort = first(site).some((value) => value.kind === "constant" && Number(value.value) < 0.2);
  if (!isShort) lapse(m);
  return UNKNOWN;
}

/** A handler of SIGTERM, if that is what it is. */
function noteSignal(m: Machine, site: CallSite): void {
  const [number, handler] = site.args.positional.map((arg) => arg.values);
  const isTerm = number?.some((value) =>
    value.kind === "outside" ? value.name.endsWith("SIGTERM") : value.kind === "constant" && value.value === 15,
  );
  const isDefault = handler?.every((value) => value.kind === "outside" && /SIG_(DFL|IGN)$/.test(value.name));
  if (isTerm && !isDefault) m.processes[m.process]?.deeds.add("handles-sigterm");
}

/** `loop.add_signal_handler(SIGTERM, …)`, and Linux's `prctl(PR_SET_PDEATHSIG, …)` by any binding. */
function noteDeed(m: Machine, name: string, site: CallSite): void {
  if (name.endsWith(".add_signal_handler")) noteSignal(m, site);
  if (/(prctl|pdeathsig)$/.test(name)) m.processes[m.process]?.deeds.add("dies-with-parent");
}

function memoized(site: CallSite): Values {
  const functions = first(site).filter((value) => value.kind === "function");
  return functions.length > 0 ? flagged(functions, "memoized") : [{ kind: "outside", name: "functools.lru_cache()" }];
}

/** The functions as their decorator makes them; anything else as it is. */
function flagged(values: Values, flag: FunctionFlag): Values {
  return values.map((value) => (value.kind === "function" ? { ...value, flags: [...value.flags, flag] } : value));
}

function fromEnvironment(m: Machine, site: CallSite): Values {
  const key = textOf(first(site));
  return key === null ? UNKNOWN : environment(m, key);
}

/** A callable of which nothing is known but its name. */
function generic(m: Machine, name: string, site: CallSite): Values {
  const guard = m.models.guard(name);
  if (guard === "exits") {
    m.ended = "exit";
    return NOTHING;
  }
  if (guard === "branches") return branched(m, name);
  const numbered = m.models.numbersWorkers(name);
  if (numbered !== null) return workerId(m, numbered);
  if (guard === "inert") return [{ kind: "outside", name: `${name}()` }];
  if (/(^|\.)add_\w+_to_server$/.test(name)) {
    registerAt(m, name, site);
    registerServicer(m, site);
  }
  noteDeed(m, name, site);
  const channels = wrappedChannels(m, site);
  hand(m, name, site);
  if (channels.length > 0 && /^[A-Z]/.test(lastPart(name))) {
    giveToThread(m, channels, name, site.place);
    const base = { kind: "client" as const, aio: false, maker: name, at: site.place, target: null, localPool: false };
    return createOver(m, { ...base, methods: null }, channels);
  }
  return [{ kind: "outside", name: `${name}()` }];
}

/** `os.fork()` answers once in each process; `forkpty` with a descriptor beside it. */
function branched(m: Machine, name: string): Values {
  const set = readAt(m, "<fork-answer>") ?? NOTHING;
  writeAt(m, "<fork-answer>", NOTHING);
  const answer: Values = set.length > 0 ? set : [{ kind: "child-pid" }];
  return name === "os.fork" ? answer : newSequence(m, [answer, UNKNOWN]);
}

function wrappedChannels(m: Machine, site: CallSite): readonly number[] {
  const given = [...site.args.positional, ...site.args.keywords.values()].flatMap((arg) => arg.values);
  return channelsIn(m, given).filter((id) => {
    const heap = m.heap[id];
    return heap?.type === "grpc" && (heap.grpc.kind === "channel" || heap.library !== null);
  });
}

/** The handlers of a servicer run in this process once its server serves. */
function registerServicer(m: Machine, site: CallSite): void {
  for (const servicer of site.args.positional[0]?.values ?? NOTHING) {
    const heap = heapOf(m, servicer);
    if (heap?.type !== "instance") continue;
    const scopes = m.program.facts.get(heap.of.path)?.scopes ?? [];
    for (const scope of scopes) {
      if (scope.parent !== heap.of.scope || scope.kind !== "function" || scope.name.startsWith("_")) continue;
      for (const found of findMember(m, heap.of, scope.name) ?? NOTHING) {
        if (found.kind === "function" && found.flags.length === 0)
          defer(m, { ...found, self: servicer }, site, "", "handler");
      }
    }
  }
}

/** Hands the arguments to code that we do not see: gRPC objects are used by it, functions are called later. */
export function hand(m: Machine, name: string, site: CallSite): void {
  for (const arg of [...site.args.positional, ...site.args.keywords.values()]) {
    for (const value of arg.values) {
      const heap = heapOf(m, value);
      if (heap?.type === "generator") runGenerators(m, [value]);
      if (value.kind === "function" || heap?.type === "partial") {
        defer(m, value, site, name);
        continue;
      }
      if (m.models.exposes(lastPart(name))) for (const of of classesIn(m, value)) exposeMethods(m, of, site, name);
      // What an instance holds is used by its own methods, which are seen where they are called.
      if (heap?.type === "instance") continue;
      for (const id of reachable(m, [value])) use(m, id, site.place, name === "" ? "a call" : `${name}()`);
    }
  }
}

/** Who will call the functions that the name is given. */
function roleOf(m: Machine, name: string): Deferred["role"] {
  if (/^grpc\.(unary|stream)_\w+_rpc_method_handler$/.test(name)) return "handler";
  return m.models.hook(name) ?? "callback";
}

/** `job` of `rq.decorators.job()`. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1).replace("()", "");
}

function defer(m: Machine, callee: Value, site: CallSite, name: string, role = roleOf(m, name)): void {
  const process = m.processes[m.process];
  const key = `${identityOf([callee])}`;
  if (process && process.deferred.size < 400)
    process.deferred.set(key, { callee, at: site.place, args: ANY_ARGUMENTS, role, to: lastPart(name) });
}

/** The class, or those in a list of routes: `Application([("/", Handler)])`. */
function classesIn(m: Machine, value: Value, depth = 2): readonly ClassValue[] {
  if (value.kind === "class") return [value];
  if (depth === 0 || heapOf(m, value)?.type !== "sequence") return [];
  return elements(m, value, "values").flatMap((item) => classesIn(m, item, depth - 1));
}

/** Another process makes instances of the class and calls their public methods: `BaseManager.register("Stock", Stock)`. */
function exposeMethods(m: Machine, of: ClassValue, site: CallSite, name: string): void {
  const self = bare(m, of, site.place);
  for (const scope of m.program.facts.get(of.path)?.scopes ?? []) {
    if (scope.parent === of.scope && scope.kind === "function" && !scope.name.startsWith("_"))
      deferMethod(m, of, self, scope.name, site, name);
  }
}

/** Code outside may call the method of the object. `by` is what it was given to. */
export function deferMethod(m: Machine, of: ClassValue, self: Value, method: string, site: CallSite, by = ""): void {
  for (const found of findMember(m, of, method) ?? NOTHING) {
    if (found.kind === "function" && found.flags.length === 0) defer(m, { ...found, self }, site, by);
  }
}

const ROUNDS = 2;

/** What runs first in a process, or in its parent, comes first. */
const ORDER: Readonly<Record<Deferred["role"], number>> = { parent: 0, child: 1, callback: 2, handler: 2 };

/**
 * Runs what code outside may call later, at the end of a process: everything that it could see exists by then. Given a
 * role, only that.
 */
export function runDeferred(m: Machine, only: Deferred["role"] | null = null): void {
  const process = m.processes[m.process];
  const frame = m.frames[0];
  const { handling } = m;
  if (!process || !frame) return;
  const done = new Set<string>();
  // What is put off by what was put off comes last: a task that is defined in the function of a DAG.
  for (let round = 0; round < ROUNDS; round++) {
    const fresh = [...process.deferred].filter(([key, { role }]) => !done.has(key) && (only === null || role === only));
    for (const [key, { callee, at, args, role }] of fresh.toSorted(([, a], [, b]) => ORDER[a.role] - ORDER[b.role])) {
      if (m.exhausted) return;
      done.add(key);
      m.ended = null;
      m.handling = role === "handler";
      lapse(m);
      callAll(m, [callee], { frame, place: at, args });
    }
  }
  m.handling = handling;
  m.ended = null;
}
