/** What of gRPC was seen to cross a fork. Pure: from events to evidence. */
import type { RuleCode } from "../types";
import { type Life, lineageOf, wayUp } from "./lineage";
import { type Locate, placeOf } from "./places";
import type {
  Crossing,
  Event,
  Evidence,
  EvidenceStep,
  ForkEvent,
  MakeEvent,
  ServeEvent,
  TracedProcess,
  UseEvent,
} from "./types";

/** A crossing in one process, before those that are alike are put together. */
interface Sighting {
  readonly rule: RuleCode;
  readonly message: string;
  readonly steps: readonly EvidenceStep[];
  /** The process that inherited. */
  readonly life: Life;
}

/** @param events by time, as `readJournal` gives them. */
export function evidenceOf(events: readonly Event[], locate: Locate): Evidence {
  const lineage = lineageOf(events);
  const made = new Map(events.flatMap((event) => (event.event === "make" ? [[event.thing, event] as const] : [])));
  const seen: Seen = { events, made, lineage, locate };
  const sightings = events.flatMap((event) => {
    if (event.event === "use") return [...inherited(event, seen), ...shared(event, seen)];
    if (event.event === "serve") return servedByChild(event, seen);
    return event.event === "fork" && lineage.isKept(event) ? [...underWay(event, seen), ...serving(event, seen)] : [];
  });
  return {
    processes: lineage.lives.map((life) => processOf(life, locate)),
    crossings: together(sightings),
    things: made.size,
    faults: [...new Set(events.flatMap((event) => (event.event === "fault" ? [event.error] : [])))],
  };
}

interface Seen {
  readonly events: readonly Event[];
  readonly made: ReadonlyMap<string, MakeEvent>;
  readonly lineage: ReturnType<typeof lineageOf>;
  readonly locate: Locate;
}

/** A channel that a process used and an ancestor of it had made. */
function inherited(use: UseEvent, seen: Seen): readonly Sighting[] {
  const thing = seen.made.get(use.thing);
  const passage = thing && passageTo(use, thing, seen);
  if (!thing || !passage) return [];
  const { life, maker, fork } = passage;
  const connected = fork?.connected.includes(use.thing) === true ? ", connected at the fork," : "";
  const rule = thing.kind === "aio-channel" ? "GFF106" : isOfLibrary(thing, seen) ? "GFF105" : "GFF101";
  return [
    {
      rule,
      message: `${named(thing)} that one process made${connected} was used in another that was forked from it`,
      steps: [
        step(thing, `${named(thing)} is made`, maker, seen),
        ...forkStep(passage, seen),
        step(use, `the forked process calls ${use.method} on it`, life, seen),
      ],
      life,
    },
  ];
}

/** A channel of the child's own to a target to which the parent was connected: gRPC gives it the parent's connection. */
function shared(use: UseEvent, seen: Seen): readonly Sighting[] {
  const own = seen.made.get(use.thing);
  const life = seen.lineage.of(use);
  if (!own || !life || own.local || own.kind === "server" || seen.lineage.of(own) !== life) return [];
  for (let heir: Life | null = life; heir !== null; heir = heir.parent) {
    const { fork, parent } = heir;
    if (fork?.support) continue;
    const twin = fork?.connected.map((name) => seen.made.get(name)).find((other) => other && isTwin(own, other));
    if (!fork || !parent || !twin) continue;
    const maker = seen.lineage.of(twin) ?? parent;
    return [
      {
        rule: "GFF103",
        message: `the parent was connected to ${own.target} when it forked, and the child opened a channel of its own to it`,
        steps: [
          step(twin, `${named(twin)} is made, and used before the fork`, maker, seen),
          step(fork, "the process forks", parent, seen),
          step(own, `${named(own)} is made with the same options`, life, seen),
          step(use, `${use.method} is called on it`, life, seen),
        ],
        life,
      },
    ];
  }
  return [];
}

function isTwin(own: MakeEvent, other: MakeEvent): boolean {
  return other.kind !== "server" && !other.local && own.target === other.target && own.options === other.options;
}

/** Calls that were under way in the process that forked. */
function underWay(fork: ForkEvent, seen: Seen): readonly Sighting[] {
  const life = seen.lineage.of(fork);
  const [first] = fork.busy;
  if (!life || !first || fork.support) return [];
  const more = fork.busy.length > 1 ? ` and ${fork.busy.length - 1} more` : "";
  return [
    {
      rule: "GFF104",
      message: "the process forked while a call was under way in it",
      steps: [
        step({ frames: first.frames }, `a call is under way here${more}`, life, seen),
        step(fork, "the process forks", life, seen),
      ],
      life,
    },
  ];
}

function serving(fork: ForkEvent, seen: Seen): readonly Sighting[] {
  const life = seen.lineage.of(fork);
  const server = fork.serving.map((name) => seen.made.get(name)).find((one) => one !== undefined);
  if (!life || !server) return [];
  const at = seen.events.find(
    (event) => event.event === "serve" && event.thing === server.thing && event.time <= fork.time,
  );
  const start = at?.event === "serve" ? [step(at, "the server is started", life, seen)] : [];
  return [
    {
      rule: "GFF202",
      message: "the process forked after it had started a server",
      steps: [...start, step(fork, "the process forks", life, seen)],
      life,
    },
  ];
}

function servedByChild(serve: ServeEvent, seen: Seen): readonly Sighting[] {
  const server = seen.made.get(serve.thing);
  const passage = server && passageTo(serve, server, seen);
  if (!server || !passage) return [];
  return [
    {
      rule: "GFF201",
      message: "a server that one process made was started in another that was forked from it",
      steps: [
        step(server, "the server is made", passage.maker, seen),
        ...forkStep(passage, seen),
        step(serve, "the forked process starts it", passage.life, seen),
      ],
      life: passage.life,
    },
  ];
}

interface Passage {
  readonly maker: Life;
  readonly life: Life;
  /** The child of the maker on the way. */
  readonly heir: Life;
  readonly fork: ForkEvent | null;
}

/** How a thing came into the process of an event; null where that process made it. */
function passageTo(event: UseEvent | ServeEvent, thing: MakeEvent, { lineage }: Seen): Passage | null {
  const [life, maker] = [lineage.of(event), lineage.of(thing)];
  const heir = life && maker && wayUp(life, maker)?.at(-1);
  return heir ? { maker, life, heir, fork: heir.fork } : null;
}

function forkStep({ fork, maker, heir }: Passage, seen: Seen): readonly EvidenceStep[] {
  if (fork !== null) return [step(fork, "the process forks", maker, seen)];
  return [
    { at: null, message: `process ${heir.number} is forked from it, out of Python's sight`, process: maker.number },
  ];
}

function step({ frames }: Pick<UseEvent, "frames">, message: string, life: Life, { locate }: Seen): EvidenceStep {
  return { at: placeOf(frames, locate), message, process: life.number };
}

/** The innermost code is not the project's. */
function isOfLibrary({ frames }: MakeEvent, { locate }: Seen): boolean {
  const [first] = frames;
  return first !== undefined && !locate(first.path).isOwn;
}

function named({ kind, target }: MakeEvent): string {
  if (kind === "server") return "a server";
  return `${kind === "channel" ? "a channel" : "a grpc.aio channel"}${target ? ` to ${target}` : ""}`;
}

/** One crossing for each rule, creation and fork site; in the order in which the first of each was seen. */
function together(sightings: readonly Sighting[]): readonly Crossing[] {
  const groups = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    const sites = sighting.steps.slice(0, 2).map(({ at }) => `${at?.path}:${at?.line}`);
    const key = [sighting.rule, ...sites].join(" ");
    groups.set(key, [...(groups.get(key) ?? []), sighting]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const processes = new Set(group.map(({ life }) => life)).size;
    return [
      { rule: first.rule, message: first.message, at: first.steps[0]?.at ?? null, steps: first.steps, processes },
    ];
  });
}

function processOf({ number, parent, fork, arguments: words }: Life, locate: Locate): TracedProcess {
  return {
    number,
    parent: parent?.number ?? null,
    arguments: words,
    forkedAt: fork === null ? null : placeOf(fork.frames, locate),
  };
}
