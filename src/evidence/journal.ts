/** Reads what the processes of a traced command wrote down. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type {
  ChildEvent,
  Event,
  FaultEvent,
  ForkEvent,
  Frame,
  MakeEvent,
  ServeEvent,
  StartEvent,
  UseEvent,
} from "./types";

/** The events of all files in a folder, by time. Lines that a killed process did not finish are left out. */
export function readJournal(folder: string): readonly Event[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  const lines = files.flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"));
  return lines.flatMap((line) => eventOf(line) ?? []).sort((a, b) => a.time - b.time);
}

/** An event as the agent writes it, or null for anything else: the journal is open to the program that is traced. */
export function eventOf(line: string): Event | null {
  const fields = objectOf(line);
  if (fields === null || typeof fields.pid !== "number" || typeof fields.time !== "number") return null;
  const common = { pid: fields.pid, time: fields.time };
  switch (fields.event) {
    case "start":
      return {
        ...common,
        event: "start",
        parent: number(fields.parent),
        arguments: texts(fields.arguments),
      } satisfies StartEvent;
    case "fork":
      return forkOf(common, fields);
    case "child":
      return {
        ...common,
        event: "child",
        parent: number(fields.parent),
        fork: typeof fields.fork === "string" ? fields.fork : null,
      } satisfies ChildEvent;
    case "make":
      return makeOf(common, fields);
    case "use":
      return {
        ...common,
        event: "use",
        thing: text(fields.thing),
        method: text(fields.method),
        frames: frames(fields.frames),
      } satisfies UseEvent;
    case "serve":
      return {
        ...common,
        event: "serve",
        thing: text(fields.thing),
        frames: frames(fields.frames),
      } satisfies ServeEvent;
    case "fault":
      return { ...common, event: "fault", error: text(fields.error) } satisfies FaultEvent;
    default:
      return null;
  }
}

type Fields = Readonly<Record<string, unknown>>;
type Common = Readonly<{ pid: number; time: number }>;

function forkOf(common: Common, fields: Fields): ForkEvent {
  return {
    ...common,
    event: "fork",
    fork: text(fields.fork),
    frames: frames(fields.frames),
    support: fields.support === true,
    open: texts(fields.open),
    connected: texts(fields.connected),
    serving: texts(fields.serving),
    busy: list(fields.busy).flatMap((one) =>
      isFields(one) ? [{ thing: text(one.thing), frames: frames(one.frames) }] : [],
    ),
  };
}

function makeOf(common: Common, fields: Fields): MakeEvent | null {
  const { kind } = fields;
  if (kind !== "channel" && kind !== "aio-channel" && kind !== "server") return null;
  return {
    ...common,
    event: "make",
    thing: text(fields.thing),
    kind,
    target: typeof fields.target === "string" ? fields.target : null,
    options: text(fields.options),
    local: fields.local === true,
    frames: frames(fields.frames),
  };
}

function objectOf(line: string): Fields | null {
  try {
    const value: unknown = JSON.parse(line);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function number(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): readonly string[] {
  return list(value).filter((one) => typeof one === "string");
}

function frames(value: unknown): readonly Frame[] {
  return list(value).flatMap((one) => {
    if (!Array.isArray(one)) return [];
    const [path, line, name]: unknown[] = one;
    return typeof path === "string" && typeof line === "number" ? [{ path, line, name: text(name) }] : [];
  });
}
