import { type Bootstrap, planBootstrap, type Refusal } from "./bootstrap";
import { outcomeOf, sourceOf, type Texts } from "./program.test-data";

const line = 'os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "1")';

async function bootstrapped(texts: Texts, entries = ["main.py"]): Promise<Texts | string> {
  const planned: Bootstrap | Refusal = planBootstrap(entries, await sourceOf(texts));
  if (planned.kind === "refuse") return planned.reason;
  const { edits, imports } = planned;
  const [path] = edits.map((edit) => edit.path);
  if (path === undefined) return {};
  return outcomeOf(texts, { kind: "edit", transform: "", safety: "safe", edits, imports, note: "" });
}

/** `+` marks the lines that the bootstrap adds. */
test.each([
  ["among nothing", "+import os\n+\n+LINE\n+\nimport grpc\n"],
  ["behind the docstring", '"""Docs."""\n\n+import os\n+\n+LINE\n+\nimport grpc\n'],
  ["close behind the docstring", '"""Docs."""\n+\n+import os\n+\n+LINE\n+\nimport grpc\n'],
  ["behind __future__", "from __future__ import annotations\n\n+import os\n+\n+LINE\n+\nimport grpc\n"],
  ["behind the standard library", "import abc\n+import os\nimport sys\n+\n+LINE\n\nimport grpc\n"],
  ["behind the last of the standard library", "import abc\n+import os\n+\n+LINE\n\nimport grpc\n"],
  ["where os is there", "import os\nfrom typing import Any\n+\n+LINE\n\nimport grpc\n"],
  ["where sections are not set apart", "import os\n+\n+LINE\n+\nimport grpc\n"],
  ["before what prepares the path", "import os\nimport sys\n+\n+LINE\n\nsys.path.append('.')\nimport grpc\n"],
  ["before the project's own modules", "import os\n+\n+LINE\n\nfrom shop import stock\nimport json\n"],
  ["before a relative import", "import os\n+\n+LINE\n\nfrom .shop import stock\n"],
  ["before a try", "import os\n+\n+LINE\n\ntry:\n    import grpc\nexcept ImportError:\n    pass\n"],
  ["behind a licence and an interpreter", "#!/usr/bin/env python\n# Licence\n\n+import os\n+\n+LINE\n+\nimport grpc\n"],
  ["before comments on the imports", "import os\n+\n+LINE\n\n# gRPC\nimport grpc\n"],
  ["before comments on the first import", '"""Docs."""\n\n+import os\n+\n+LINE\n+\n# gRPC\nimport grpc\n'],
  ["in parentheses", "import os\nfrom typing import (\n    Any,\n)\n+\n+LINE\n+\nimport grpc\n"],
  ["before a line of several imports", "+import os\n+\n+LINE\n+\nimport sys, grpc\n"],
  ["before a setting that is none of gRPC's", "import os\n+\n+LINE\n\nos.environ['TZ'] = 'UTC'\nimport grpc\n"],
])("%s", async (_name, picture) => {
  const lines = picture.replace("LINE", line).split("\n");
  const before = lines.filter((one) => !one.startsWith("+")).join("\n");
  const after = lines.map((one) => one.replace(/^\+/, "")).join("\n");
  expect(await bootstrapped({ "main.py": before })).toEqual({ "main.py": after });
  expect(await bootstrapped({ "main.py": after.replaceAll("\n", "\r\n") })).toEqual({});
  expect(await bootstrapped({ "main.py": before.replaceAll("\n", "\r\n") })).toEqual({
    "main.py": after.replaceAll("\n", "\r\n"),
  });
});

test("an import that came later comes earlier", async () => {
  expect(await bootstrapped({ "main.py": "import grpc\nimport os\n\nimport shop\n" })).toEqual({
    "main.py": `import os\n\n${line}\n\nimport grpc\n\nimport shop\n`,
  });
});

test("the name that os goes by is kept", async () => {
  expect(await bootstrapped({ "main.py": "import os as _os\n\nimport grpc\n" })).toEqual({
    "main.py": `import os as _os\n\n${line.replace("os", "_os")}\n\nimport grpc\n`,
  });
});

test("a text without a last line end goes on having none", async () => {
  expect(await bootstrapped({ "main.py": "import os" })).toEqual({ "main.py": `import os\n\n${line}` });
});

test.each([
  ["an item", 'import os\nos.environ["GRPC_ENABLE_FORK_SUPPORT"] = "true"\nimport grpc\n'],
  ["a default", "from os import environ\nenviron.setdefault('GRPC_ENABLE_FORK_SUPPORT', '1')\nimport grpc\n"],
  ["an update", 'import os\nos.environ.update({"TZ": "UTC", "GRPC_ENABLE_FORK_SUPPORT": "1"})\nimport grpc\n'],
  [
    "an item behind imports for types",
    'import os\nif TYPE_CHECKING:\n    import grpc\nos.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"\nimport grpc\n',
  ],
])("nothing is added to %s in time", async (_name, text) => {
  expect(await bootstrapped({ "main.py": text })).toEqual({});
});

test.each([
  ["grpc", 'import grpc\nimport os\nos.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"\n'],
  [
    "grpc in a try",
    'import os\ntry:\n    import grpc\nexcept ImportError:\n    raise\nos.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"\n',
  ],
])("what is set behind %s does not count", async (_name, text) => {
  expect(await bootstrapped({ "main.py": text })).toEqual({ "main.py": expect.stringContaining(line) });
});

test("a module of the project that is called as one of the standard library is no such", async () => {
  const texts = { "main.py": "import os\nimport parser\n", "parser.py": "import grpc\n" };
  expect(await bootstrapped(texts)).toEqual({ "main.py": `import os\n\n${line}\n\nimport parser\n` });
});

test("several programs get it, or none", async () => {
  const guard = "\nif __name__ == '__main__':\n    pass\n";
  const texts = { "a.py": `import grpc\n${guard}`, "b.py": `import grpc\n${guard}` };
  expect(Object.keys(await bootstrapped(texts, ["a.py", "b.py"]))).toEqual(["a.py", "b.py"]);
  const broken = { ...texts, "b.py": "import grpc\n(" };
  expect(await bootstrapped(broken, ["a.py", "b.py"])).toBe("has-syntax-error");
});

describe("is refused", () => {
  test.each<readonly [string, string, Texts]>([
    ["a library", "library-module", { "main.py": "import grpc\n", "app.py": "import main\n" }],
    [
      "a package that imports grpc",
      "library-module",
      { "app/main.py": "import grpc\n", "app/__init__.py": "import grpc\n" },
    ],
    [
      "a package above that comes to grpc",
      "library-module",
      {
        "app/__init__.py": "from .clients import stub\n",
        "app/clients.py": "try:\n    import shop_pb2_grpc\nexcept ImportError:\n    raise\n",
        "app/cli/__init__.py": "",
        "app/cli/main.py": "import grpc\n",
      },
    ],
    [
      "a package with a cloud library",
      "library-module",
      { "app/main.py": "", "app/__init__.py": "from google.cloud import pubsub\n" },
    ],
    [
      "a file that switches it off",
      "conflict",
      { "main.py": 'import os\nos.environ["GRPC_ENABLE_FORK_SUPPORT"] = "0"\nimport grpc\n' },
    ],
    [
      "a file that sets it to nothing that grpc takes",
      "conflict",
      { "main.py": 'import os\nos.environ["GRPC_ENABLE_FORK_SUPPORT"] = "on"\n' },
    ],
    ["a file with another os", "conflict", { "main.py": "import grpc\nos = 1\n" }],
    [
      "a generated file",
      "generated-file",
      { "main.py": "# Generated by the protocol buffer compiler.  DO NOT EDIT!\nimport grpc\n" },
    ],
  ])("%s", async (_name, reason, texts) => {
    const entry = Object.keys(texts).find((path) => path.endsWith("main.py")) ?? "";
    expect(await bootstrapped(texts, [entry])).toBe(reason);
  });

  test("where no program gets there", async () => {
    expect(await bootstrapped({ "main.py": "" }, [])).toBe("library-module");
  });
});

test.each<readonly [string, Texts]>([
  ["an empty package", { "app/main.py": "import grpc\n", "app/__init__.py": '"""The shop."""\n' }],
  [
    "a package that imports grpc for type checkers alone",
    {
      "app/main.py": "import grpc\n",
      "app/__init__.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import grpc\n",
    },
  ],
  [
    "a package that imports grpc when it is asked to",
    { "app/main.py": "import grpc\n", "app/__init__.py": "def clients():\n    import grpc\n" },
  ],
  [
    "a library with a main block",
    { "app/main.py": "if __name__ == '__main__':\n    pass\n", "test.py": "import app.main\n" },
  ],
])("%s is told", async (_name, texts) => {
  expect(await bootstrapped(texts, ["app/main.py"])).toEqual({ "app/main.py": expect.stringContaining(line) });
});
