import { type JournalRecord, outcome, type Run } from "./outcome";

const record = (step: string, reply = step): JournalRecord => ({ step, reply, pid: 1 });
const run = (changes: Partial<Run>): Run => ({
  status: 0,
  records: [record("tea")],
  stderr: "",
  orphans: 0,
  ...changes,
});

test.each<[string, string, Partial<Run>, string[]]>([
  ["every step saw its reply", "ok", {}, ["tea"]],
  ["it stands still before a step", "hang", { status: null, records: [] }, ["tea"]],
  ["it stands still after the last step", "hang-at-exit", { status: null }, ["tea"]],
  ["a step saw the reply to another call", "wrong", { records: [record("tea", "coffee")] }, ["tea"]],
  ["a step was taken twice", "wrong", { records: [record("tea"), record("tea")] }, ["tea"]],
  ["a signal ended it", "crash", { status: -6 }, ["tea"]],
  ["gRPC aborted a child", "crash", { stderr: "F0000 Check failed: next_worker->state == KICKED" }, ["tea"]],
  ["a child raised", "exc", { stderr: "Process-1:\nTraceback (most recent call last):\n" }, ["tea"]],
  ["it exited with a status", "rc", { status: 3 }, ["tea"]],
  ["a child was left behind", "orphans", { orphans: 1 }, ["tea"]],
  ["a step is missing for no known reason", "missing", {}, ["tea", "coffee"]],
  ["several of these", "hang+wrong", { status: null, records: [record("tea", "coffee")] }, ["tea", "coffee"]],
])("when %s, the outcome is %s", (_, expected, changes, steps) => {
  expect(outcome(run(changes), steps)).toBe(expected);
});
