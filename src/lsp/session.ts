import { type CancellationToken, CancellationTokenSource } from "vscode-languageserver";
import type { Checked, CheckRequest, Edited, EditRequest, Scope, Stage } from "./analyst";
import { isBelow } from "./paths";
import { type Desk, openDesk, type Thread } from "./thread";

/** A scope with what is known of it. */
export interface Watched {
  readonly scope: Scope;
  /** The last check that gave an answer; null before the first. */
  readonly last: Check | null;
}

/** A check that is done, and the versions of the open files that it saw, by path. */
export interface Check {
  readonly checked: Checked;
  readonly versions: ReadonlyMap<string, number>;
}

/** What a session needs from around it, and tells. */
export interface Around {
  readonly startThread: () => Thread;
  /** The open files as they are now. */
  readonly open: () => { readonly texts: CheckRequest["texts"]; readonly versions: ReadonlyMap<string, number> };
  readonly checked: (scope: Scope, check: Check) => void;
  readonly dropped: (scope: Scope) => void;
  /** A bug of ours, or no memory: the session goes on with a fresh thread. */
  readonly failed: (error: unknown) => void;
  /** Shows that a check has begun; gives what shows how far it is, and what takes that away. */
  readonly progress: (
    scope: Scope,
    isFirst: boolean,
  ) => { readonly show: (stage: Stage) => void; readonly end: () => void };
}

export interface Session {
  /** Sets what is watched; what is new is checked. */
  readonly watch: (scopes: readonly Scope[]) => void;
  /** Something may be different: this file, or anything. Checks what it may matter to, when it has been quiet for a moment. */
  readonly touch: (path: string | null) => void;
  /** Resolves when no check is due; does not wait for quiet. */
  readonly settled: () => Promise<void>;
  readonly watched: () => readonly Watched[];
  /** Asks about the last check of a scope. */
  readonly edit: (request: EditRequest) => Promise<Edited>;
  readonly stop: () => void;
}

/** Milliseconds without a change after which a check begins: typing goes on for longer than that only without pause. */
const QUIET = 200;

/** A scope at work. Its own fields change; nothing else here does. */
interface State {
  readonly scope: Scope;
  last: Check | null;
  isDue: boolean;
}

/** Runs checks one after the other, each of what is there when it begins; one that is overtaken by a change is given up. */
export function createSession(around: Around): Session {
  let states: readonly State[] = [];
  const desk = openDesk(around.startThread);
  let running: { readonly state: State; readonly source: CancellationTokenSource } | null = null;
  let quiet: NodeJS.Timeout | null = null;
  let waiting: readonly (() => void)[] = [];

  const settle = () => {
    const done = waiting;
    waiting = [];
    for (const resolve of done) resolve();
  };
  const begin = () => {
    if (quiet !== null) clearTimeout(quiet);
    quiet = null;
    void work();
  };
  const later = () => {
    if (quiet !== null) clearTimeout(quiet);
    quiet = setTimeout(begin, QUIET);
  };
  const work = async () => {
    if (running !== null) return;
    // Who waits for an answer does not wait for quiet.
    const isQuiet = () => quiet === null || waiting.length > 0;
    for (let state = nextDue(states); state !== null && isQuiet(); state = nextDue(states)) {
      state.isDue = false;
      const source = new CancellationTokenSource();
      running = { state, source };
      const last = await checkOf(state, source.token, desk, around);
      running = null;
      if (last === null || !states.includes(state)) continue;
      state.last = last;
      around.checked(state.scope, last);
    }
    if (nextDue(states) === null) settle();
  };
  const makeDue = (state: State) => {
    state.isDue = true;
    if (running?.state === state) running.source.cancel();
  };
  return {
    watch: (scopes) => {
      const known = new Map(states.map((state) => [keyOf(state.scope), state]));
      const wanted = new Set(scopes.map(keyOf));
      states = scopes.map((scope) => known.get(keyOf(scope)) ?? { scope, last: null, isDue: true });
      for (const [key, { scope }] of known) if (!wanted.has(key)) around.dropped(scope);
      if (nextDue(states) !== null) later();
    },
    touch: (path) => {
      const touched = states.filter((state) => path === null || isAbout(state, path));
      for (const state of touched) makeDue(state);
      if (touched.length > 0) later();
    },
    settled: () => {
      if (running === null && nextDue(states) === null) return Promise.resolve();
      return new Promise((resolve) => {
        waiting = [...waiting, resolve];
        begin();
      });
    },
    watched: () => states,
    edit: (request) => desk.ask((analyst) => analyst.edit(request)),
    stop: () => {
      states = [];
      running?.source.cancel();
      if (quiet !== null) clearTimeout(quiet);
      desk.close();
      settle();
    },
  };
}

/** Checks what is open now. Null where that gave no answer, because a change came first or it failed. */
async function checkOf(
  { scope, last }: State,
  token: CancellationToken,
  desk: Desk,
  around: Around,
): Promise<Check | null> {
  const { texts, versions } = around.open();
  const progress = around.progress(scope, last === null);
  try {
    const checked = await desk.ask((analyst) => analyst.check({ scope, texts }, token, progress.show));
    return checked.kind === "cancelled" ? null : { checked, versions };
  } catch (error) {
    around.failed(error);
    return null;
  } finally {
    progress.end();
  }
}

/** What tells scopes apart. */
export function keyOf({ folder, file }: Scope): string {
  return file ?? folder;
}

function nextDue(states: readonly State[]): State | null {
  return states.find(({ isDue }) => isDue) ?? null;
}

function isAbout({ scope, last }: State, path: string): boolean {
  if (isBelow(scope.folder, path)) return true;
  return last === null || last.checked.kind !== "checked" || isBelow(last.checked.root, path);
}
