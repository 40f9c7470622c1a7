import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const { bundle } = require("./bundle");

let folder = "";

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "grpc-fork-fix-bundle-")));
  cpSync(join(__dirname, "..", "bin"), join(folder, "bin"), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function built(path: string, text: string): void {
  const file = join(folder, "dist", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `"use strict";\n${text}\n`);
}

/** Loads the command line and prints what an expression about it is, which may use `keepCode`. */
function evaluated(expression: string): string {
  const code = `const { load, keepCode } = require(${JSON.stringify(join(folder, "bin/load.js"))});
    const main = load("src/cli/main.js"); process.stdout.write(String(${expression}));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", code], { encoding: "utf8" });
  return stdout + stderr;
}

const kept = () => readdirSync(join(folder, "dist")).filter((name) => name.endsWith(".code"));

describe("a bundle", () => {
  test("gives the modules that were put into it, by every way in which they name each other", () => {
    built(
      "src/cli/main.js",
      `exports.say = () => require("../words").word + require(__dirname + "/more/" + "end").word;`,
    );
    built("src/words.js", `exports.word = "Grüße, " + require("./cycle").last();`);
    built("src/cycle.js", `const words = require("./words"); exports.last = () => typeof words + ", ";`);
    built("src/cli/more/end.js", `exports.word = require("node:path").basename(__filename);`);
    bundle(join(folder, "dist"));
    rmSync(join(folder, "dist/src/words.js"));
    rmSync(join(folder, "dist/src/cli/more"), { recursive: true });
    expect(evaluated("main.say()")).toBe("Grüße, object, end.js");
  });

  test("is passed over when something was compiled after it", () => {
    built("src/cli/main.js", `exports.name = "old";`);
    bundle(join(folder, "dist"));
    expect(evaluated("main.name")).toBe("old");
    built("src/cli/main.js", `exports.name = "new";`);
    expect(evaluated("main.name")).toBe("new");
  });

  test("leaves a stack that names the files and lines that were compiled", () => {
    built("src/cli/main.js", `exports.fail = () => require("../fault").fault();`);
    built("src/fault.js", `\n\nexports.fault = () => { throw new Error("our own"); };`);
    bundle(join(folder, "dist"));
    const stack = evaluated("(() => { try { main.fail(); } catch (error) { return error.stack; } })()");
    expect(stack).toContain("Error: our own\n    at ");
    expect(stack).toContain(`${join(folder, "dist/src/fault.js")}:4:`);
    expect(stack).toContain(`${join(folder, "dist/src/cli/main.js")}:2:`);
  });

  test("keeps what V8 made of it, and does without where that is damaged or of another bundle", () => {
    built("src/cli/main.js", `exports.name = () => "first";`);
    bundle(join(folder, "dist"));
    expect(evaluated("[main.name(), keepCode()]")).toBe("first,");
    const [name = ""] = kept();
    const file = join(folder, "dist", name);
    const before = readFileSync(file);
    expect(evaluated("[main.name(), keepCode()]")).toBe("first,");
    expect(readFileSync(file)).toEqual(before);
    writeFileSync(file, before.fill(7, 64));
    expect(evaluated("main.name()")).toBe("first");
    built("src/cli/main.js", `exports.name = () => "other";`);
    bundle(join(folder, "dist"));
    expect(evaluated("[main.name(), keepCode()]")).toBe("other,");
    expect(readFileSync(file)).not.toEqual(before);
    expect(kept()).toEqual([name]);
  });
});
