import { spawnSync } from "node:child_process";
import { join } from "node:path";

const trial = join(__dirname, "gitea-trial.js");

test("a trial without a Gitea says what it needs", () => {
  const env = { PATH: "/nowhere" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [trial], { env, encoding: "utf8" });
  const wanted = "no Gitea: set GITEA to where it lies; docs/migrate.md tells how to get one";
  expect([status, stdout, stderr]).toEqual([2, "", expect.stringContaining(wanted)]);
});
