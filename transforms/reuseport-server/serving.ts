/** Repairs of workers that make their servers themselves. */
import { objectsOf } from "../../src/edits/evidence";
import type { Source } from "../../src/edits/transform";
import type { Finding } from "../../src/types";
import { otherCaller } from "./callers";
import { planHandover } from "./handover";
import { type LaunchCall, readChild, readLaunch } from "./launch-call";
import { planOptions } from "./options";
import { isRefusal, type Part, part, type Refusal, refuse, together } from "./part";
import { planPort } from "./port";
import { creationsOf, isAbout, launchesOf } from "./programs";
import { stopInChild, stopInParent } from "./sigterm";

/** GFF203 and GFF204, and what the servers of `others` need besides: options that the servers are told. */
export function planServing(findings: readonly Finding[], others: readonly Finding[], source: Source): Part | Refusal {
  const creations = creationsOf([...findings, ...others]);
  return together(
    creations.map((creation) => {
      const own = findings.filter((finding) => isAbout(finding, creation));
      const misplaced = own.filter(({ rule }) => rule === "GFF204").map(({ at }) => at);
      const states = own.some(({ rule }) => rule === "GFF203") || others.some((finding) => isAbout(finding, creation));
      return planOptions({ creation, misplaced, reusePort: states ? "state" : "leave" }, source);
    }),
  );
}

/** GFF205 */
export function planShared(findings: readonly Finding[], source: Source): Part | Refusal {
  if (objectsOf(findings).some(({ aio }) => aio)) return aioRefusal("reserve a port in the parent and hand it over");
  const launches = readLaunches(findings, source);
  if (isRefusal(launches)) return launches;
  const child = readChild(launchesOf(findings), source);
  if (isRefusal(child)) return child;
  const ports = [...new Map(findings.map(({ at }) => [`${at.path}:${at.span.start}`, at])).values()];
  const planned = planPort({ ports, child, launches, homes: [child.scope] }, source);
  if (isRefusal(planned)) return planned;
  const caller = planned.addition && otherCaller(child, launches, source);
  if (caller) return caller;
  const handover = planHandover({ drop: [], add: planned.addition ? [planned.addition] : [] }, child, launches);
  return together([handover, planned.part]);
}

/** GFF206 */
export function planStop(findings: readonly Finding[], source: Source): Part | Refusal {
  if (objectsOf(findings).some(({ aio }) => aio)) return aioRefusal("stop the server in a handler of the event loop");
  const launches = readLaunches(findings, source);
  if (isRefusal(launches)) return launches;
  const child = readChild(launchesOf(findings), source);
  const children = isRefusal(child) ? [] : [child.scope];
  const calls = objectsOf(findings).flatMap((evidence) => evidence.calls);
  const distinct = [...new Map(calls.map((call) => [`${call.at.path}:${call.at.span.start}`, call])).values()];
  const risk = part({ risks: ["this changes what SIGTERM does"] });
  return together([stopInChild(distinct, source), stopInParent(launches, children), risk]);
}

export function aioRefusal(advice: string): Refusal {
  return refuse("aio", `a grpc.aio server belongs to its event loop: ${advice}, by hand`);
}

/** The launches of the findings as they are written. */
export function readLaunches(findings: readonly Finding[], source: Source): readonly LaunchCall[] | Refusal {
  const launches: LaunchCall[] = [];
  for (const launch of launchesOf(findings)) {
    const read = readLaunch(launch, source);
    if (isRefusal(read)) return read;
    launches.push(read);
  }
  return launches.length > 0 ? launches : refuse("unsupported-shape", "the start of the workers could not be found");
}
