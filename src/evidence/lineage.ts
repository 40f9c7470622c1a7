/** Which process came from which, and what each had in hand when it forked. */
import type { ChildEvent, Event, ForkEvent, StartEvent } from "./types";

/** A process as it began. A number that is used again, or a Python that another program was loaded over, is a new one. */
export interface Life {
  readonly number: number;
  readonly pid: number;
  readonly parent: Life | null;
  /** What its parent had in hand; null for one that was started anew, or whose fork Python did not see. */
  readonly fork: ForkEvent | null;
  readonly arguments: readonly string[];
  /** It was forked, though perhaps out of Python's sight. */
  readonly isForked: boolean;
}

export interface Lineage {
  readonly lives: readonly Life[];
  /** Whose event this is; null for one of a process that never said that it began. */
  readonly of: (event: Event) => Life | null;
  /** Forks whose child never was a Python that went on: it ran another program at once, or nothing was heard of it. */
  readonly isKept: (fork: ForkEvent) => boolean;
}

/** @param events by time. */
export function lineageOf(events: readonly Event[]): Lineage {
  const living = new Map<number, Life>();
  const lives: Life[] = [];
  const owners = new Map<Event, Life>();
  const forks = new Map(events.flatMap((event) => (event.event === "fork" ? [[event.fork, event] as const] : [])));
  for (const event of events) {
    if (event.event === "start" || event.event === "child") {
      const life = event.event === "start" ? started(event, lives.length + 1) : forked(event, lives.length + 1);
      living.set(event.pid, life);
      lives.push(life);
    }
    const owner = living.get(event.pid);
    if (owner !== undefined) owners.set(event, owner);
  }
  // A fork that runs another Python at once leaves a life that ends with the beginning of the next.
  const last = new Set(living.values());
  const kept = new Set(lives.filter((life) => last.has(life)).map(({ fork }) => fork));
  return {
    lives,
    of: (event) => owners.get(event) ?? null,
    isKept: (fork) => kept.has(fork),
  };

  function started({ pid, arguments: words }: StartEvent, number: number): Life {
    return { number, pid, parent: null, fork: null, arguments: words, isForked: false };
  }

  function forked({ pid, parent: parentId, fork: name }: ChildEvent, number: number): Life {
    const parent = living.get(parentId) ?? null;
    const fork = name === null ? null : (forks.get(name) ?? null);
    return { number, pid, parent, fork, arguments: parent?.arguments ?? [], isForked: true };
  }
}

/** The way from a process up to an ancestor, the nearest first and the child of the ancestor last; null where that is none. */
export function wayUp(from: Life, to: Life): readonly Life[] | null {
  const way: Life[] = [];
  for (let life: Life | null = from; life !== null; life = life.parent) {
    if (life === to) return way;
    way.push(life);
  }
  return null;
}
