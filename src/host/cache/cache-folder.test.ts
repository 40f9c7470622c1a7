import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CacheFolder, openCacheFolder, removeCacheFolder } from "./cache-folder";

let root = "";
const folder = () => join(root, "cache");
const open = (stamp = "1", at = folder()) => openCacheFolder(at, stamp) as CacheFolder;
const textIn = (cache: CacheFolder, name: string) => cache.get(name)?.toString() ?? null;

/** All files below the cache's own three. */
const filesIn = (at = folder()) =>
  readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath !== at)
    .map((entry) => join(entry.parentPath, entry.name));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "grpc-fork-fix-cache-"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test("gives what was kept, also to the next run", () => {
  open().put("facts/a", Buffer.from("shop"));
  expect(textIn(open(), "facts/a")).toBe("shop");
  expect(open().get("facts/b")).toBeNull();
});

test("hides itself from git, and says what it is to backups", () => {
  open();
  expect(readFileSync(join(folder(), ".gitignore"), "utf8")).toContain("\n*\n");
  expect(readFileSync(join(folder(), "CACHEDIR.TAG"), "utf8")).toMatch(
    /^Signature: 8a477f597d28d172789f06886806bc55\n/,
  );
});

test("what another version kept is not seen, and not lost", () => {
  open("1").put("a", Buffer.from("one"));
  expect(open("2").get("a")).toBeNull();
  open("2").put("a", Buffer.from("two"));
  expect([textIn(open("1"), "a"), textIn(open("2"), "a")]).toEqual(["one", "two"]);
});

test.each([
  ["cut off", (bytes: Buffer) => bytes.subarray(0, -1)],
  ["longer", (bytes: Buffer) => Buffer.concat([bytes, Buffer.from("x")])],
  ["empty", () => Buffer.alloc(0)],
  ["changed in one bit", (bytes: Buffer) => Buffer.from(bytes.map((byte, index) => (index === 40 ? byte ^ 1 : byte)))],
])("a file that was %s is as good as not there, and can be made anew", (_, damage) => {
  open().put("a", Buffer.from("a result that is long enough"));
  for (const file of filesIn()) writeFileSync(file, damage(readFileSync(file)));
  expect(open().get("a")).toBeNull();
  open().put("a", Buffer.from("again"));
  expect(textIn(open(), "a")).toBe("again");
});

test("a copy of the folder is not believed: it may have come with a repository", () => {
  open().put("a", Buffer.from("nothing wrong here"));
  const copy = join(root, "copy");
  cpSync(folder(), copy, { recursive: true });
  expect(filesIn(copy)).toHaveLength(1);
  expect(open("1", copy).get("a")).toBeNull();
});

test("what was used last stays when there is too much", () => {
  const cache = open();
  for (const name of ["a", "b", "c"]) cache.put(name, Buffer.alloc(1000));
  for (const [index, file] of filesIn().sort().entries()) utimesSync(file, 1e9 + index, 1e9 + index);
  expect(cache.get("a")).not.toBeNull();
  cache.trim(2200);
  expect(["a", "b", "c"].map((name) => cache.get(name) !== null)).toEqual([true, false, true]);
});

test.each([
  ["a file", () => writeFileSync(folder(), "")],
  ["a link", () => symlinkSync(root, folder())],
  [
    "a folder of something else",
    () => {
      mkdirSync(folder());
      writeFileSync(join(folder(), "orders.txt"), "");
    },
  ],
])("is not made where %s is, nor taken away from there", (_, make) => {
  make();
  const before = readdirSync(root);
  expect(openCacheFolder(folder(), "1")).toBeNull();
  expect(removeCacheFolder(folder())).toBe(false);
  expect(readdirSync(root)).toEqual(before);
});

test("is removed as a whole, once", () => {
  open().put("a", Buffer.from("shop"));
  expect(removeCacheFolder(folder())).toBe(true);
  expect(existsSync(folder())).toBe(false);
  expect(removeCacheFolder(folder())).toBe(false);
});
