/** Runs contestants in turns, so that whatever else the machine does meets all of them alike. */
const { runOnce } = require("./run-once");

/** Nobody waits for more than this of one contestant; a slow one takes part in fewer rounds. In seconds. */
const PATIENCE = 90;

/**
 * A first round that does not count warms the file cache; then come `rounds` that do. A contestant is
 * `{ name, command, args, cwd, input?, statuses?, timesOf? }`; `timesOf` takes its times from what it printed. Gives for
 * each name `{ seconds, cpuSeconds, lines }`, the first two by round, or `{ failure }`.
 */
async function race(contestants, rounds, say) {
  const results = new Map(contestants.map(({ name }) => [name, { seconds: [], cpuSeconds: [], lines: 0 }]));
  const turns = new Map();
  for (let round = 0; round <= rounds; round++) {
    for (const contestant of contestants) {
      const result = results.get(contestant.name);
      if (result.failure !== undefined || round > (turns.get(contestant.name) ?? rounds)) continue;
      say(`round ${round} of ${rounds}: ${contestant.name}`);
      try {
        const run = await runOnce(contestant);
        if (round === 0) turns.set(contestant.name, turnsOf(run.seconds, rounds));
        else note(result, run, contestant);
      } catch (error) {
        result.failure = error.message;
      }
    }
  }
  return results;
}

/** How many rounds that count there are for one who needed so long in the first. */
function turnsOf(seconds, rounds) {
  return Math.max(1, Math.min(rounds, Math.floor(PATIENCE / seconds)));
}

function note(result, run, { timesOf }) {
  const { seconds, cpuSeconds } = timesOf === undefined ? run : timesOf(run.output);
  result.seconds.push(seconds);
  if (cpuSeconds !== null) result.cpuSeconds.push(cpuSeconds);
  result.lines = run.lines;
}

module.exports = { race, turnsOf };
