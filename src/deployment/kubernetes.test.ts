import { kubernetes } from "./kubernetes";
import { shown, startedBy, variablesIn, wordsShown } from "./shown.test-data";

test.each([
  ["k8s/orders.yaml", true],
  ["chart/templates/orders.yml", true],
  [".github/workflows/test.yml", false],
  [".pre-commit-config.yaml", false],
  ["orders.json", false],
])("%s may be a manifest: %s", (path, is) => expect(kubernetes.matches(path)).toBe(is));

const deployment = (env: string) => `apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: orders
          env:
            ${env.replaceAll("\n", "\n            ")}
          ports: []
`;

test("the env of every container sets variables, at their places", () => {
  const text = `${deployment('- name: GRPC_ENABLE_FORK_SUPPORT\n  value: "1"')}---
# the second
${deployment("- {name: GRPC_POLL_STRATEGY, value: poll}")}`;
  expect(shown(kubernetes, text)).toEqual([
    ["GRPC_ENABLE_FORK_SUPPORT=1", 'name: GRPC_ENABLE_FORK_SUPPORT\n              value: "1"'],
    ["GRPC_POLL_STRATEGY=poll", "name: GRPC_POLL_STRATEGY, value: poll"],
  ]);
});

test.each([
  ["- name: A\n  value: true", ["A=true"]],
  ['- value: ""\n  name: A', ["A="]],
  ["- name: A\n  value: $(B)", ["A?"]],
  ["- name: A\n  value: $$(B)", ["A=$(B)"]],
  ["- name: A\n  value: $B", ["A=$B"]],
  ["- name: A", ["A?"]],
  ["- name: A\n  valueFrom:\n    fieldRef: {fieldPath: status.podIP}", ["A?"]],
  ["A: 1", []],
])("%s", (env, variables) => expect(variablesIn(kubernetes, deployment(env))).toEqual(variables));

test("containers are found however deep, and in lists of objects", () => {
  const text = `apiVersion: v1
kind: List
items:
  - apiVersion: batch/v1
    kind: CronJob
    spec: {jobTemplate: {spec: {template: {spec: {initContainers: [{env: [{name: A, value: 1}]}]}}}}}
`;
  expect(variablesIn(kubernetes, text)).toEqual(["A=1"]);
});

test("what is no object sets none", () => {
  expect(variablesIn(kubernetes, "jobs:\n  test:\n    env:\n      - name: A\n        value: 1\n")).toEqual([]);
});

test("a container starts its command with its arguments", () => {
  const text = `apiVersion: v1
kind: Pod
spec:
  containers:
    - command: ["gunicorn", "-b", ":$(PORT)"]
      args: [web:app]
      workingDir: /srv
      env: [{name: GUNICORN_CMD_ARGS, value: --preload}]
    - args:
        - celery
        - worker
    - image: orders
`;
  expect(startedBy(kubernetes, text)).toEqual([
    "/srv | gunicorn -b :? web:app | GUNICORN_CMD_ARGS=--preload",
    "- | celery worker",
  ]);
  expect(wordsShown(kubernetes, text)).toEqual(['"gunicorn"', '"-b"', '":$(PORT)"', "web:app", "celery", "worker"]);
});

test("what is no object starts nothing", () => {
  expect(startedBy(kubernetes, "containers:\n  - command: [gunicorn]\n")).toEqual([]);
});
