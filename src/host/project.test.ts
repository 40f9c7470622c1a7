import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openProject, type Project, type ProjectRequest } from "./project";
import { UsageError } from "./usage-error";

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "project-")));
});
afterEach(() => rmSync(root, { recursive: true }));

function put(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `# ${path.split("/").at(-1)}`);
  }
}

function write(path: string, content: string | Buffer): void {
  put(path);
  writeFileSync(join(root, path), content);
}

function git(folder: string, ...args: readonly string[]): void {
  execFileSync("git", args, { cwd: join(root, folder), stdio: "pipe" });
}

function open(
  paths: readonly string[] = [],
  more: Partial<ProjectRequest> & { readonly below?: string } = {},
): Project {
  const { below = ".", ...rest } = more;
  return openProject({ paths, cwd: join(root, below), exclude: [], gitignore: true, ...rest });
}

function pathsOf(project: Project): readonly string[] {
  return project.files.paths;
}

function selectedOf(project: Project): readonly string[] {
  return project.files.paths.filter(project.files.selected);
}

describe("texts from elsewhere", () => {
  const texts = new Map([
    ["shop/orders.py", "unsaved"],
    ["shop/new/later.py", "new"],
    ["build/out.py", "left out"],
    ["../beside.py", "outside"],
    ["notes.txt", "no Python"],
  ]);

  it("stand in for files, and are files where there are none", () => {
    put("shop/orders.py", "shop/stock.py");
    const { files } = open([], { texts });
    expect(files.paths).toEqual(["shop/new/later.py", "shop/orders.py", "shop/stock.py"]);
    expect(files.read("shop/orders.py")).toEqual({ kind: "text", text: "unsaved", bytes: 7 });
    expect(files.read("shop/stock.py")).toEqual({ kind: "text", text: "# stock.py", bytes: 10 });
  });

  it("can be named, and found through a link", () => {
    put("shop/orders.py");
    symlinkSync(join(root, "shop"), join(root, "link"));
    const project = open(["shop/new/later.py", "link/orders.py"], { texts: new Map([...texts].slice(0, 2)) });
    expect(selectedOf(project)).toEqual(["new/later.py", "orders.py"]);
    const linked = open([], { texts: new Map([[join(root, "link/orders.py"), "unsaved"]]) });
    expect(linked.files.read("shop/orders.py")).toMatchObject({ text: "unsaved" });
  });
});

describe.each(["git", "no version control"])("with %s", (vcs) => {
  beforeEach(() => {
    if (vcs === "git") git(".", "init", "-q");
  });

  it("lists the Python files, sorted, without what ruff and ignore files leave out", () => {
    put("b.py", "a.py", "shop/orders.py", "shop/notes.txt", ".hidden/x.py", "stub.pyi");
    put(".venv/x.py", "build/x.py", "shop/node_modules/x.py", "lib/site-packages/x.py", "local/x.py", "shop/tmp.py");
    put("kept/keep.py", "kept/drop.py", "old/x.py", "Local/x.py");
    write(".gitignore", "local/\n/shop/tmp.py\n");
    write("kept/.gitignore", "*.py\n!keep.py\n");
    write(".ignore", "old\n");
    expect(pathsOf(open())).toEqual([".hidden/x.py", "Local/x.py", "a.py", "b.py", "kept/keep.py", "shop/orders.py"]);
  });

  it("lists ignored files, but not excluded ones, if ignore files are to be disregarded", () => {
    put("a.py", "local/x.py", "venv/x.py");
    write(".gitignore", "local/\n");
    expect(pathsOf(open([], { gitignore: false }))).toEqual(["a.py", "local/x.py"]);
  });

  it.each([
    ["orders.py", ["shop/stock.py", "shop/sub/x.py"]],
    ["shop/*.py", ["orders.py"]],
    ["sub", ["orders.py", "shop/orders.py", "shop/stock.py"]],
    ["./shop/sub/", ["orders.py", "shop/orders.py", "shop/stock.py"]],
    ["o*.py", ["shop/stock.py", "shop/sub/x.py"]],
    ["nothing", ["orders.py", "shop/orders.py", "shop/stock.py", "shop/sub/x.py"]],
  ])("excludes %s", (glob, left) => {
    put("orders.py", "shop/orders.py", "shop/stock.py", "shop/sub/x.py");
    expect(pathsOf(open([], { exclude: [glob] }))).toEqual(left);
  });

  it("includes what is named although it is ignored, excluded or called otherwise", () => {
    put("a.py", "local/deep/x.py", "build/y.py", "skip.py", "bin/serve");
    write(".gitignore", "local/\n");
    const project = open(["local", "build", "skip.py", "bin/serve"], { exclude: ["skip.py"] });
    expect(selectedOf(project)).toEqual(["bin/serve", "build/y.py", "local/deep/x.py", "skip.py"]);
  });

  it("lists the files of deployment apart, without what exclusions and ignore files leave out", () => {
    put("orders.py", "Dockerfile", "deploy/compose.yaml", "deploy/orders.service", "gunicorn.conf.py", "notes.txt");
    put("local/.env", "old/Procfile", ".github/workflows/test.yaml", "venv/Dockerfile", "stock.env");
    write(".gitignore", "local/\n");
    const { files } = open([], { exclude: ["old"] });
    expect(files.paths).toEqual(["gunicorn.conf.py", "orders.py"]);
    expect(files.deployment).toEqual(["Dockerfile", "deploy/compose.yaml", "deploy/orders.service", "stock.env"]);
    expect(files.read("Dockerfile")).toMatchObject({ kind: "text", text: "# Dockerfile" });
  });

  it("takes no named file of deployment for Python, but for what comes through stdin", () => {
    put("Dockerfile", "orders.py");
    expect(open(["Dockerfile"]).files).toMatchObject({ paths: ["orders.py"], deployment: ["Dockerfile"] });
    const stdin = { path: "Dockerfile", text: "" };
    expect(open([], { stdin }).files).toMatchObject({ paths: ["Dockerfile", "orders.py"], deployment: [] });
  });

  it("does not care where a hidden folder lies above the project", () => {
    put(".cache/shop/orders.yaml", ".cache/shop/.hidden/x.yaml");
    if (vcs === "git") git(".cache/shop", "init", "-q");
    expect(open([], { below: ".cache/shop" }).files.deployment).toEqual(["orders.yaml"]);
  });

  it("says nothing of a file of deployment that is a link out", () => {
    put("orders.py");
    symlinkSync("/etc/hostname", join(root, "Dockerfile"));
    const { files, notices } = open();
    expect([files.deployment, notices]).toEqual([[], []]);
  });

  it("takes names with any character", () => {
    const names = ["with space.py", "new\nline.py", "näme.py", 'quo"te.py', "-dash.py", "tab\t.py", "..dots.py"];
    put(...names);
    expect(pathsOf(open())).toEqual([...names].sort());
    expect(open().files.read("new\nline.py")).toMatchObject({ kind: "text", text: "# new\nline.py" });
  });

  it("follows no link to a folder, and no link out", () => {
    put("shop/orders.py");
    const outside = mkdtempSync(join(tmpdir(), "outside-"));
    writeFileSync(join(outside, "secret.py"), "");
    symlinkSync(outside, join(root, "linked"));
    symlinkSync(".", join(root, "shop", "circle"));
    symlinkSync(join(outside, "secret.py"), join(root, "secret.py"));
    symlinkSync("nowhere.py", join(root, "dangling.py"));
    symlinkSync("shop/orders.py", join(root, "alias.py"));
    mkdirSync(join(root, "folder.py"));
    const project = open();
    expect(pathsOf(project)).toEqual(["alias.py", "shop/orders.py"]);
    expect(selectedOf(project)).toEqual(["shop/orders.py"]);
    expect(selectedOf(open(["alias.py"]))).toEqual(["alias.py"]);
    expect(project.notices).toMatchObject([{ code: "outside-root", path: "secret.py" }]);
    rmSync(outside, { recursive: true });
  });
});

describe("openProject in git", () => {
  beforeEach(() => git(".", "init", "-q"));

  it("analyses the whole work tree and selects what is named", () => {
    put("top.py", "shop/orders.py", "shop/deep/x.py", "stock/y.py");
    const project = open(["orders.py", "deep", "../stock"], { below: "shop" });
    expect(project.root).toBe(root);
    expect(pathsOf(project)).toEqual(["shop/deep/x.py", "shop/orders.py", "stock/y.py", "top.py"]);
    expect(selectedOf(project)).toEqual(["shop/deep/x.py", "shop/orders.py", "stock/y.py"]);
    expect(project.display("shop/orders.py")).toBe("orders.py");
    expect(project.display("top.py")).toBe("../top.py");
  });

  it("finds the Python of an ignored folder that is named, although a file of deployment in it is tracked", () => {
    put("local/Dockerfile", "local/x.py");
    write(".gitignore", "local/\n");
    git(".", "add", "-f", "local/Dockerfile");
    expect(open().files).toMatchObject({ paths: [], deployment: ["local/Dockerfile"] });
    expect(open(["local"]).files).toMatchObject({ paths: ["local/x.py"], deployment: ["local/Dockerfile"] });
  });

  it("counts tracked files that are ignored, and not those that are deleted", () => {
    put("tracked.py", "gone.py", "shop/in.py");
    git(".", "add", ".");
    rmSync(join(root, "gone.py"));
    write(".gitignore", "tracked.py\n");
    expect(pathsOf(open())).toEqual(["shop/in.py", "tracked.py"]);
  });

  it("includes the files of nested repositories and submodules, and no others that .gitmodules names", () => {
    put("a.py", "nested/b.py", "sub/c.py");
    for (const folder of ["nested", "sub"]) git(folder, "init", "-q");
    git("sub", "add", ".");
    git("sub", "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "start");
    git(".", "add", "sub");
    write(
      ".gitmodules",
      '[submodule "sub"]\n\tpath = sub\n[submodule "x"]\n\tpath = ../\n[submodule "y"]\n\tpath = .\n',
    );
    expect(pathsOf(open())).toEqual(["a.py", "nested/b.py", "sub/c.py"]);
  });

  it("takes paths in two repositories together", () => {
    rmSync(join(root, ".git"), { recursive: true });
    put("one/a.py", "two/b.py", "three/c.py");
    for (const folder of ["one", "two"]) git(folder, "init", "-q");
    const project = open(["one/a.py", "two"]);
    expect(project.root).toBe(root);
    expect(pathsOf(project)).toEqual(["one/a.py", "two/b.py"]);
  });

  it("is not misled by the git that started it", () => {
    put("a.py");
    process.env.GIT_DIR = join(root, "elsewhere");
    try {
      expect(open()).toMatchObject({ files: { paths: ["a.py"] }, notices: [] });
    } finally {
      delete process.env.GIT_DIR;
    }
  });

  it("runs nothing that the repository's configuration names", () => {
    put("a.py");
    writeFileSync(join(root, "evil.sh"), `#!/bin/sh\ntouch ${root}/ran\n`, { mode: 0o755 });
    git(".", "config", "core.fsmonitor", join(root, "evil.sh"));
    expect(pathsOf(open())).toEqual(["a.py"]);
    expect(existsSync(join(root, "ran"))).toBe(false);
    // The trap works: git by itself springs it.
    git(".", "ls-files", "--others", "--modified");
    expect(existsSync(join(root, "ran"))).toBe(true);
  });

  it("searches by itself, and says so, where git refuses", () => {
    put("a.py");
    writeFileSync(join(root, ".git", "config"), "[broken");
    const project = open();
    expect(pathsOf(project)).toEqual(["a.py"]);
    expect(project.notices).toMatchObject([{ code: "git-unusable", path: "." }]);
  });
});

describe("openProject", () => {
  it("takes the working directory for nothing, and the folder for a file", () => {
    put("a.py", "shop/b.py");
    expect(open().root).toBe(root);
    expect(open(["shop/b.py"])).toMatchObject({ root: join(root, "shop"), files: { paths: ["b.py"] } });
    expect(open(["shop/b.py"]).display("b.py")).toBe("shop/b.py");
  });

  it("works through a link to the working directory", () => {
    put("shop/b.py");
    symlinkSync("shop", join(root, "alias"));
    const project = open(["b.py"], { below: "alias" });
    expect(project.root).toBe(join(root, "shop"));
    expect(project.display("b.py")).toBe("b.py");
  });

  it.each([
    ["missing.py", "missing.py does not exist"],
    ["dangling.py", "dangling.py is a link to nothing"],
  ])("refuses %s", (path, message) => {
    symlinkSync("nowhere", join(root, "dangling.py"));
    expect(() => open([path])).toThrow(new UsageError(message));
  });

  it("gives the text from standard input for a file that need not be there", () => {
    put("shop/other.py");
    const project = open([], { stdin: { path: "shop/new.py", text: "import grpc\n" } });
    expect(pathsOf(project)).toEqual(["new.py", "other.py"]);
    expect(selectedOf(project)).toEqual(["new.py"]);
    expect(project.files.read("new.py")).toEqual({ kind: "text", text: "import grpc\n", bytes: 12 });
  });

  it("reads a file once and gives its bytes back", () => {
    write("a.py", Buffer.from("# coding: latin-1\n# \xe9", "latin1"));
    const project = open();
    const first = project.files.read("a.py");
    expect(first).toEqual({ kind: "text", text: "# coding: latin-1\n# é", bytes: 21 });
    write("a.py", "changed");
    expect(project.files.read("a.py")).toBe(first);
    expect(project.bytesOf("a.py", "# coding: latin-1\n# ü")).toEqual(
      Buffer.from("# coding: latin-1\n# \xfc", "latin1"),
    );
    expect(project.bytesOf("a.py", "# coding: latin-1\n# €")).toBeNull();
  });

  it("leaves binary, too large and vanished files alone", () => {
    write("binary.py", "a\0b");
    write("large.py", Buffer.alloc(10 * 1024 * 1024 + 1, "#"));
    put("vanished.py");
    const project = open();
    rmSync(join(root, "vanished.py"));
    const messages = project.files.paths.map((path) => project.files.read(path));
    expect(messages).toEqual([
      { kind: "unreadable", message: expect.stringContaining("NUL"), bytes: 3, glimpse: "a\0b" },
      { kind: "unreadable", message: expect.stringContaining("too large"), bytes: 10 * 1024 * 1024 + 1, glimpse: "" },
      { kind: "unreadable", message: "it cannot be read (ENOENT)", bytes: 0, glimpse: "" },
    ]);
    expect(project.bytesOf("binary.py", "x")).toBeNull();
  });
});
