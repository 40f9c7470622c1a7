/**
 * Calls of which it is not known whether they stream, because the stub's own file is not in the program. One whose
 * result is read piece by piece later did, and was under way at every fork since it began.
 */
import type { ParentState, Place } from "../../types";
import { addWord, removeWord, stateIn, worstOf } from "./grpc";
import type { Machine } from "./machine";
import { read, type Store } from "./store";
import { NOTHING } from "./value";

function cell(root: number): string {
  return `g${root}`;
}

export function suspect(m: Machine, root: number, call: number, at: Place): void {
  addWord(m, cell(root), call);
  m.suspected.set(call, at);
}

/** The call is over. */
export function acquit(m: Machine, root: number, call: number): void {
  removeWord(m, cell(root), call);
}

/** It streams. What was found at forks in the meantime is corrected. */
export function confirm(m: Machine, root: number, call: number): void {
  const at = m.suspected.get(call);
  if (!at || m.confirmed.has(call)) return;
  m.confirmed.add(call);
  m.begun.set(`${root}:${m.process}`, at);
  const wasOpen = (memory: Store | null) => memory !== null && isUnderWay(m, memory, root);
  for (const [key, standing] of m.standings) {
    if (standing.object.id === root && wasOpen(standing.child.atFork))
      m.standings.set(key, { ...standing, state: worstOf([standing.state, "in-flight"]) });
  }
  for (const pending of m.pending.values()) {
    if (pending.object.id === root && wasOpen(pending.process.atFork))
      pending.state = worstOf([pending.state, "in-flight"]);
  }
}

/** Whether a call that is known to stream by now was open in that memory. */
function isUnderWay(m: Machine, memory: Store, root: number): boolean {
  return (read(memory, cell(root)) ?? NOTHING).some(
    (word) => word.kind === "constant" && typeof word.value === "number" && m.confirmed.has(word.value),
  );
}

/** {@link stateIn}, with what has become known of calls since. */
export function stateAt(m: Machine, memory: Store, root: number): ParentState | null {
  const state = stateIn(memory, root);
  return state && isUnderWay(m, memory, root) ? worstOf([state, "in-flight"]) : state;
}
