// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of other languages.
import { procfile } from "./procfile";
import { shown, startedBy, variablesIn, wordsShown } from "./shown.test-data";

test.each([
  ["Procfile", true],
  ["deploy/Procfile.dev", true],
  ["Procfiles", false],
  ["procfile.md", false],
])("%s is a Procfile: %s", (path, is) => expect(procfile.matches(path)).toBe(is));

test("each process may set variables, at their places", () => {
  const text = [
    "# GRPC_TRACE: A=1",
    "web: GRPC_ENABLE_FORK_SUPPORT=1 GRPC_POLL_STRATEGY='epoll1' gunicorn shop:app -e A=1",
    "worker: env GRPC_ENABLE_FORK_SUPPORT=0 celery",
    "release:",
    "GRPC_TRACE=1",
  ].join("\r\n");
  expect(shown(procfile, text)).toEqual([
    ["GRPC_ENABLE_FORK_SUPPORT=1", "GRPC_ENABLE_FORK_SUPPORT=1"],
    ["GRPC_POLL_STRATEGY=epoll1", "GRPC_POLL_STRATEGY='epoll1'"],
    ["GRPC_ENABLE_FORK_SUPPORT=0", "GRPC_ENABLE_FORK_SUPPORT=0"],
  ]);
});

test.each([
  ["A=1 serve", ["A=1"]],
  ['A="x y" B=2 serve', ["A=x y", "B=2"]],
  ["A= serve", ["A="]],
  ["A=$B serve", ["A?"]],
  ["A=`date` B=1 serve", ["A?", "B=1"]],
  ["A=$(date +%s) B=1 serve", ["A?", "B=1"]],
  ["A=${B:-1} serve", ["A=1"]],
  ["A='${B:-1}' serve", ["A=${B:-1}"]],
  ["A=\\$B serve", ["A=$B"]],
  ["/usr/bin/env -i -u X A=1 serve", ["A=1"]],
  ["export A=1 && serve", ["A=1"]],
  ["export A=1; export B=2; serve", ["A=1", "B=2"]],
  ["serve A=1", []],
  ["serve && A=1 other", []],
  ["$X A=1 serve", []],
  ["A='1 serve", ["A=1 serve"]],
])("%s", (command, variables) => expect(variablesIn(procfile, `web: ${command}\nother: x\n`)).toEqual(variables));

test("a process is started by a shell", () => {
  const text = "web: cd shop && A=1 gunicorn web:app # why\nworker: celery worker\r\n# x: y\n";
  expect(startedBy(procfile, text)).toEqual(["shop | gunicorn web:app | A=1", "- | celery worker"]);
  expect(wordsShown(procfile, text)).toEqual(["gunicorn", "web:app", "celery", "worker"]);
});
