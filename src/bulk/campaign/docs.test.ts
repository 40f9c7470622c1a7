import { readFileSync } from "node:fs";
import { join } from "node:path";
import { campaignKeys } from "./schema";

const manual = readFileSync(join(__dirname, "../../../docs/migrate.md"), "utf8");

test.each(campaignKeys)("`%s` is in docs/migrate.md", (key) => {
  expect(manual).toContain(`\`${key}\``);
});

test("keys are those of the file", () => {
  expect(campaignKeys).toEqual(expect.arrayContaining(["name", "forge.token-env", "pace.per-hour", "windows"]));
});
