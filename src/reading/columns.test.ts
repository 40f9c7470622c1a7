import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { scannerFor } from "../link/scans";
import { defaultSeeds } from "../link/seeds";
import { packed, unpacked } from "./columns";

const root = resolve(__dirname, "../../__testfixtures__");

test("scans come out of their columns as they went in, also through a clone", () => {
  const scanner = scannerFor(defaultSeeds);
  const scans = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".py"))
    .map((path) => {
      const bytes = readFileSync(join(root, path));
      const read = { kind: "text", text: bytes.toString(), bytes: bytes.length } as const;
      return scanner.glance(path, bytes, bytes.length) ?? scanner.look(path, read);
    });
  const unreadable = scanner.look("a.py", { kind: "unreadable", message: "it is too large", bytes: 2 ** 33 });
  const all = [...scans, unreadable, unreadable];
  expect(all.length).toBeGreaterThan(300);
  expect(all.some(({ provisional }) => provisional)).toBe(true);
  expect(unpacked(structuredClone(packed(all)), defaultSeeds.needs.length)).toEqual(all);
});

test("an import that many files have is packed once", () => {
  const scanner = scannerFor(defaultSeeds);
  const bytes = Buffer.from("from shop import orders\n");
  const scans = ["a.py", "b.py"].flatMap((path) => scanner.glance(path, bytes, bytes.length) ?? []);
  expect(packed(scans).statements).toEqual([{ module: "shop", level: 0, names: ["orders"] }]);
});
