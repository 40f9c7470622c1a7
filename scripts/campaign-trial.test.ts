import { spawnSync } from "node:child_process";
import { join } from "node:path";

jest.setTimeout(400_000);

const trial = join(__dirname, "campaign-trial.js");

test("a campaign whose workers are killed comes to exactly the pull requests that there should be", () => {
  const args = [trial, "--repositories", "12", "--kills", "4"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", timeout: 390_000 });
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/12 repositories, 7 pull requests, [4-9] workers killed, .* all as it should be\n$/);
});
