/** What the figures were measured on. */
const { spawnSync } = require("node:child_process");
const os = require("node:os");

function machine() {
  const [cpu] = os.cpus();
  return {
    system: `${os.type()} ${os.arch()}`,
    cpu: cpu?.model.trim() ?? "unknown",
    cores: os.availableParallelism(),
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
    git: (spawnSync("git", ["--version"], { encoding: "utf8" }).stdout ?? "").trim().replace("git version ", ""),
  };
}

/** Other work for each core in the last minute; above one quarter the figures are not to be published. */
function busyness() {
  return os.loadavg()[0] / os.availableParallelism();
}

module.exports = { busyness, machine };
