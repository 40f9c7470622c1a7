import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../../bundle/bundle.test-data";
import { keep, kept, shelfOf } from "./shelf";

test.each([
  ["acme/shop", "acme/shop"],
  ["group/sub/shop", "group/sub/shop"],
  ["https://forge.example/acme/shop.git", "forge.example/acme/shop.git"],
  ["/srv/git/shop", "srv/git/shop"],
  ["../../etc", "_../_../etc"],
  ["a/./b", "a/_./b"],
  ["acme/sh op:x", "acme/sh_op_x"],
])("%s lies in %s", (name, folder) => {
  expect(shelfOf("out", name)).toBe(join("out", folder));
});

describe("a shelf", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "shelf-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const text = JSON.stringify(bundle);
  const analysed = { findings: 1, bundle: text, report: "{}", markdown: "# Report" };

  test("gives what was put there, for its hash alone", () => {
    const hash = keep(folder, analysed, Buffer.from("patch")) ?? "";
    expect(kept(folder, hash)).toEqual({ bundle, markdown: "# Report" });
    expect(kept(folder, "another")).toBeNull();
    writeFileSync(join(folder, "bundle.json"), text.replace("clients.py", "other.py"));
    expect(kept(folder, hash)).toBeNull();
  });

  test("does not keep the bundle and the patch of an earlier commit", () => {
    const hash = keep(folder, analysed, Buffer.from("patch")) ?? "";
    expect(keep(folder, { ...analysed, bundle: null }, null)).toBeNull();
    expect(kept(folder, hash)).toBeNull();
    expect(() => readFileSync(join(folder, "fixes.patch"))).toThrow("ENOENT");
  });
});
