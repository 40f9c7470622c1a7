/** Context managers of `contextlib`: `ExitStack` and `closing`. */
import type { Place } from "../../types";
import { getAttribute } from "./attributes";
import { callAll } from "./calls";
import { newPartial } from "./evaluate";
import { close } from "./grpc";
import {
  allocate,
  attribute,
  type CallSite,
  type Frame,
  heapOf,
  type Machine,
  NO_ARGUMENTS,
  readAt,
  writeAt,
} from "./machine";
import { enter, leave } from "./protocols";
import { join, NONE, NOTHING, object, type Value, type Values } from "./value";

export function newExitStack(m: Machine): Values {
  return [object(allocate(m, { type: "exit-stack" }))];
}

function entered(id: number): string {
  return attribute(id, "<entered>");
}

/** What an exit stack will leave when it is left itself. */
export function heldBy(m: Machine, id: number): Values {
  return readAt(m, entered(id)) ?? NOTHING;
}

export function exitStackMethod(m: Machine, id: number, name: string, site: CallSite): Values {
  const [given, ...rest] = site.args.positional;
  const values = given?.values ?? NOTHING;
  switch (name) {
    case "enter_context":
    case "enter_async_context": {
      const bound = values.flatMap((value) => [...enter(m, site.frame, value, site.place)]);
      hold(m, id, values);
      return bound;
    }
    case "push":
    case "push_async_exit":
      hold(m, id, values);
      return values;
    case "callback":
    case "push_async_callback":
      hold(m, id, newPartial(m, values, { ...site.args, positional: rest }));
      return values;
    case "pop_all": {
      const other = allocate(m, { type: "exit-stack" });
      hold(m, other, heldBy(m, id));
      writeAt(m, entered(id), NOTHING);
      return [object(other)];
    }
    case "close":
    case "aclose":
    case "__exit__":
    case "__aexit__":
      leaveExitStack(m, id, site.frame, site.place);
      return NONE;
    default:
      return [object(id)];
  }
}

function hold(m: Machine, id: number, values: Values): void {
  writeAt(m, entered(id), join(heldBy(m, id), values));
}

export function leaveExitStack(m: Machine, id: number, frame: Frame, place: Place): void {
  const held = heldBy(m, id);
  writeAt(m, entered(id), NOTHING);
  for (const value of [...held].reverse()) {
    if (heapOf(m, value)?.type === "partial") callAll(m, [value], { frame, place, args: NO_ARGUMENTS });
    else leave(m, frame, value, place);
  }
}

/** The end of `with contextlib.closing(value)`. */
export function leaveClosing(m: Machine, of: Value, frame: Frame, place: Place): void {
  const heap = heapOf(m, of);
  if (heap?.type === "grpc" && of.kind === "object") close(m, of.id);
  else if (heap?.type === "instance")
    callAll(m, getAttribute(m, frame, of, "close", place), { frame, place, args: NO_ARGUMENTS });
}
