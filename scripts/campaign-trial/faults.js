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

/** Plans faults at a forge. Those that no request met do not count. */
function faultsAt(forge, random) {
  const planned = new Map(FAULTS.map((fault) => [fault, 0]));
  const pick = (all) => all[Math.floor(random() * all.length)];
  const plan = (fault, on, times = 1) => {
    for (let time = 0; time < times; time++) forge.faults.push({ on, fault });
    planned.set(fault, planned.get(fault) + times);
  };
  return {
    /** One of each, for the requests that create. */
    eachOnce: () => {
      for (const fault of FAULTS) plan(fault, CREATING);
    },
    /** One more at some place, unless some are waiting already. A bad gateway comes in bursts. */
    another: () => {
      if (forge.faults.length > 5) return;
      const fault = pick(FAULTS);
      const times = fault === "bad-gateway" ? 1 + Math.floor(random() * 6) : 1;
      plan(fault, fault === "lost" ? CREATING : pick(PLACES), times);
    },
    clear: () => {
      for (const { fault } of forge.faults.splice(0)) {
        if (planned.has(fault)) planned.set(fault, planned.get(fault) - 1);
      }
    },
    /** How many requests met each. */
    met: planned,
  };
}

module.exports = { faultsAt };
