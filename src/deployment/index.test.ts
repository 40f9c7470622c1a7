import type { Files } from "../types";
import { commandsOf, deployedVariables, isDeploymentFile, variablesOf } from "./index";

function filesOf(texts: Readonly<Record<string, string | null>>, asked: string[] = []): Files {
  return {
    paths: [],
    deployment: Object.keys(texts),
    selected: () => true,
    read: (path) => {
      asked.push(path);
      const text = texts[path] ?? null;
      return text === null
        ? { kind: "unreadable", message: "it is binary", bytes: 0, glimpse: "GRPC_TRACE=1" }
        : { kind: "text", text, bytes: text.length };
    },
  };
}

test.each([
  ["Dockerfile", true],
  ["docker-compose.yml", true],
  ["Procfile", true],
  ["orders.service", true],
  [".env", true],
  ["k8s/orders.yaml", true],
  ["start.sh", true],
  ["docker-entrypoint", true],
  ["bin/run-worker", true],
  ["supervisord.conf", true],
  ["etc/supervisor/conf.d/orders.conf", true],
  ["uwsgi.ini", true],
  ["orders.ini", true],
  ["uwsgi.yaml", true],
  ["uwsgi.xml", true],
  ["pytest.ini", true],
  ["tox.ini", true],
  ["setup.cfg", true],
  ["pyproject.toml", true],
  ["app.yaml", true],
  ["airflow.cfg", true],
  ["nginx.conf", false],
  ["restart", false],
  ["orders.toml", false],
  ["orders.xml", false],
  ["orders.py", false],
  ["gunicorn.conf.py", false],
  ["Makefile", false],
  ["", false],
])("%s is a deployment file: %s", (path, is) => expect(isDeploymentFile(path)).toBe(is));

test("a compose file is read as one, although it is YAML", () => {
  expect(variablesOf("compose.yaml", "services:\n  a:\n    environment:\n      - A=1\n")).toEqual([
    { name: "A", value: "1", at: { path: "compose.yaml", span: { start: 40, end: 43 } } },
  ]);
});

test.each([
  [
    "chart/orders.yaml",
    "apiVersion: v1\nkind: Pod\nenv:\n  {{- if .a }}\n  - name: A\n    value: {{ .a | quote }}\n  {{- end }}\n",
  ],
  ["compose.yaml", "services:\n  a:\n    environment:\n      {{ b }}: 1\n      A: {{ a }}\n"],
  ["Dockerfile", "FROM a\n{% if a %}\nENV A={{ a }}\n{% endif %}\n"],
  ["orders.service.j2", "[Service]\nEnvironment=A={{ a }}\n"],
])("what a template leaves open in %s is not known", (path, text) => {
  expect(variablesOf(path, text)).toMatchObject([{ name: "A", value: null }]);
});

test("a file of no format sets no variables", () => {
  expect(variablesOf("notes.txt", "A=1\n")).toEqual([]);
});

test("a text that is too deep for its parser sets no variables", () => {
  expect(variablesOf("compose.yaml", "[".repeat(50_000))).toEqual([]);
});

test("the variables of gRPC come by path and place, from readable files alone", () => {
  const files = filesOf({
    "b.env": "GRPC_POLL_STRATEGY=poll\nGRPC_ENABLE_FORK_SUPPORT=1\nOTHER=GRPC_\n",
    "a.env": "GRPC_VERBOSITY=debug\n",
    "c.env": null,
  });
  expect(deployedVariables(files).map(({ name, at }) => `${at.path}:${at.span.start} ${name}`)).toEqual([
    "a.env:0 GRPC_VERBOSITY",
    "b.env:0 GRPC_POLL_STRATEGY",
    "b.env:24 GRPC_ENABLE_FORK_SUPPORT",
  ]);
});

test("files of which nobody knows the deployment have none", () => {
  const { deployment: _, ...files } = filesOf({ ".env": "GRPC_TRACE=all" });
  expect(deployedVariables(files)).toEqual([]);
});

test("a command has its words, their places and its folder", () => {
  const text = 'FROM a\nWORKDIR /shop\nENTRYPOINT ["serve"]\nCMD ["--port", "80"]\n';
  const [command, ...others] = commandsOf("Dockerfile", text);
  expect(others).toEqual([]);
  expect(command).toMatchObject({ words: ["serve", "--port", "80"], folder: "/shop" });
  expect(command?.wordSpans.map(({ start, end }) => text.slice(start, end))).toEqual(['"serve"', '"--port"', '"80"']);
  expect(command?.at).toEqual({ path: "Dockerfile", span: { start: 33, end: 61 } });
});

test("a text that is too deep for its parser starts nothing", () => {
  expect(commandsOf("compose.yaml", "[".repeat(50_000))).toEqual([]);
});
