import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { command, folder } from "./shop-line.test-data";

describe("a configuration file", () => {
  const configure = (text: string, name = "grpc-fork-fix.toml") => writeFileSync(join(folder, name), text);

  test("reaches the analysis", async () => {
    configure(
      'select = ["client-before-fork"]\nunsafe-fixes = true\n[models]\nentry-points = ["app/main.py", "app.run"]\n',
    );
    const { asked } = await command("app", { folder });
    expect(asked?.options).toMatchObject({
      select: ["GFF101"],
      unsafeFixes: true,
      models: { opensGrpc: [], forks: [], guards: [], entryPoints: ["app/main.py", "app.run"] },
    });
    const inside = await command(".", { folder: join(folder, "app") });
    expect(inside.asked?.options.models?.entryPoints).toEqual(["app/main.py", "app.run"]);
    expect((await command("--isolated")).asked?.options).toMatchObject({ select: [], unsafeFixes: false });
  });

  test("says which files are left out, and of which rules", async () => {
    configure('exclude = ["app/main.py"]\n[per-file-ignores]\n"clients.py" = ["client-before-fork"]\n');
    const { asked } = await command("");
    expect(asked?.files.paths).toEqual(["app/clients.py"]);
    const [ignore] = asked?.options.perFileIgnores ?? [];
    expect(ignore?.codes).toEqual(["GFF101"]);
    expect(["app/clients.py", "app/main.py"].map((path) => ignore?.match(path))).toEqual([true, false]);
  });

  test.each([
    ["jobs = 0", "grpc-fork-fix: grpc-fork-fix.toml:1: `jobs` is a whole number from 1, not 0"],
    ['select = [\n"GFF1",\n"F401"]', 'grpc-fork-fix.toml:3: `select`: no rule has the code or prefix "F401"'],
    ['ignore = ["GFF109"]', "grpc-fork-fix.toml:1: `ignore`: no rule has"],
    ['[per-file-ignores]\n"a" = [\n"GFF9"]', "grpc-fork-fix.toml:3: `per-file-ignores`: no rule has"],
    ['\nformat = "jsno"', "grpc-fork-fix.toml:2: `format` is one of"],
  ])("%j is 2, without a stack", async (text, message) => {
    configure(text);
    const { status, out, err } = await command("");
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain(message);
    expect(err).not.toContain("    at ");
  });

  test("--show-settings says what holds, and why", async () => {
    configure('[tool.grpc-fork-fix]\nstrict = true\nextend = "base.toml"\n', "pyproject.toml");
    configure('jobs = 2\ncolor = "never"\n[models]\nguards = ["shop.log"]\nforks = ["shop.run"]\n', "base.toml");
    configure("grpcio>=1.60\n", "requirements.txt");
    const { status, out, asked } = await command("--show-settings --color always --exclude a,b");
    expect({ status, asked }).toEqual({ status: 0, asked: undefined });
    expect(out).toMatch(/^# Configuration file: pyproject.toml, which extends base.toml\n/);
    const lines = out.replaceAll(/ +#/g, " #");
    expect(lines).toContain('\nexclude = ["a", "b"] # --exclude\n');
    expect(lines).toContain("\nstrict = true # pyproject.toml:2\n");
    expect(lines).toContain("\njobs = 2 # base.toml:1\n");
    expect(lines).toContain('\ncolor = "always" # --color\n');
    expect(lines).toContain('\ngrpcio-version = "1.60" # requirements.txt:1, or later\n');
    expect(lines).toContain("\n# target-python is not set\n");
    expect(lines).toContain("\nselect = [] # default\n");
    expect(lines).toContain('\n[models] # base.toml:3\nforks = [\n    { name = "shop.run", function = { position = 0,');
    configure(out, "shown.toml");
    expect((await command("--config shown.toml")).status).toBe(0);
  });
});
