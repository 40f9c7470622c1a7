/** Channel and server options: sequences of pairs of a name and a value. */
import type { ReusePort } from "../tree";
import { elements } from "./containers";
import { attribute, heapOf, type Machine, readAt } from "./machine";
import { textOf, type Value, type Values } from "./value";

/** The values of an option; null when it is not stated, and `unknown` when the options cannot be read to the end. */
function optionIn(m: Machine, options: Values, name: string): Values | null | "unknown" {
  let open = false;
  for (const value of options) {
    if (value.kind === "constant" && value.value === null) continue;
    if (heapOf(m, value)?.type !== "sequence") open = true;
    for (const pair of elements(m, value, "values")) {
      const stated = pairOf(m, pair);
      if (stated === null) open = true;
      else if (textOf(stated.name) === name) return stated.value;
      else if (textOf(stated.name) === null) open = true;
    }
  }
  return open ? "unknown" : null;
}

function pairOf(m: Machine, pair: Value): { readonly name: Values; readonly value: Values } | null {
  if (pair.kind !== "object") return null;
  const name = readAt(m, attribute(pair.id, "[0]"));
  const value = readAt(m, attribute(pair.id, "[1]"));
  return name && value ? { name, value } : null;
}

/** Whether the options name an option, whatever its value. */
export function statesOption(m: Machine, options: Values, name: string): boolean {
  const stated = optionIn(m, options, name);
  return stated !== null && stated !== "unknown";
}

function isOn(value: Value): boolean {
  return value.kind === "constant" && (value.value === 1 || value.value === true);
}

/** Whether the options state `grpc.use_local_subchannel_pool` with a true value. */
export function statesLocalPool(m: Machine, options: Values): boolean {
  const stated = optionIn(m, options, "grpc.use_local_subchannel_pool");
  return stated !== null && stated !== "unknown" && stated.some(isOn);
}

/** What the options of a server say of `grpc.so_reuseport`; null options are none at all. */
export function reusePortIn(m: Machine, options: Values | null): ReusePort {
  const stated = options === null ? null : optionIn(m, options, "grpc.so_reuseport");
  if (stated === null) return "missing";
  if (stated === "unknown") return "unknown";
  if (stated.every(isOn)) return "stated";
  const isOff = (value: Value) => value.kind === "constant" && (value.value === 0 || value.value === false);
  return stated.every(isOff) ? "off" : "unknown";
}
