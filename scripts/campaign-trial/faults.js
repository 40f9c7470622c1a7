/** What goes wrong at the forge of a trial, over and over, and how often it did. */

/** Each is described at `Fault` in src/bulk/forge/local-forge.test-data.ts. */
const FAULTS = [
  "secondary",
  "secondary-without-hint",
  "too-many",
  "bad-gateway",
  "cut",
  "reset",
  "slow",
  "lost",
  "expired",
];
const CREATING = /^POST .*\/(?:pulls|merge_requests)$/;
const PLACES = [
  /^GET .*\/(?:pulls|merge_requests)$/,
  CREATING,
  /^GET \/(?:repos\/[^/]+|projects)\/[^/]+$/,
  /^(?:PATCH|PUT) /,
  /labels$/,
  /./,
];

/** How likely a fault is each time that one may be planned, and for how many milliseconds it waits for its request. */
const CHANCE = 0.04;
const LIFE = 5_000;

/** Plans faults at a forge. Those that no request met do not count. */
function faultsAt(forge, random) {
  const planned = new Map(FAULTS.map((fault) => [fault, 0]));
  const pick = (all) => all[Math.floor(random() * all.length)];
  const plan = (fault, on, until, times = 1) => {
    for (let time = 0; time < times; time++) forge.faults.push({ on, fault, until });
    planned.set(fault, planned.get(fault) + times);
  };
  const drop = (isOver) => {
    const [over, rest] = [forge.faults.filter(isOver), forge.faults.filter((one) => !isOver(one))];
    forge.faults.splice(0, Infinity, ...rest);
    // What the forge planned itself is no fault of ours.
    for (const { fault } of over) if (planned.has(fault)) planned.set(fault, planned.get(fault) - 1);
  };
  return {
    /** One of each, for the requests that create. */
    eachOnce: () => {
      for (const fault of FAULTS) plan(fault, CREATING, Infinity);
    },
    /** Perhaps one more at some place. A bad gateway comes in bursts. */
    another: () => {
      drop(({ until }) => until < Date.now());
      if (random() > CHANCE || forge.faults.length > 20) return;
      const fault = pick(FAULTS);
      const times = fault === "bad-gateway" ? 1 + Math.floor(random() * 6) : 1;
      plan(fault, fault === "lost" ? CREATING : pick(PLACES), Date.now() + LIFE, times);
    },
    clear: () => drop(() => true),
    /** How many requests met each. */
    met: planned,
  };
}

module.exports = { faultsAt };
