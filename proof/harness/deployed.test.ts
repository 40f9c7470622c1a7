import { type Deployed, deployedOutcome } from "./deployed";

const answer = (pid: number, asked = "tea", sku = asked) => ({ asked, sku, pid });
const both = [answer(17), answer(18)];

const deployed = (changes: Partial<Deployed>): Deployed => ({
  hung: false,
  endedEarly: false,
  answers: both,
  errors: [],
  status: 0,
  left: 0,
  output: "",
  ...changes,
});

test.each<[string, string, Partial<Deployed>]>([
  ["all answer and it stops", "ok", {}],
  ["it ended by itself", "ended", { endedEarly: true, answers: [] }],
  ["nobody ever answers", "hang", { hung: true, answers: [] }],
  ["all have answered once and then stand still", "hang", { hung: true }],
  ["one of two answers", "few-answer", { hung: true, answers: [answer(17)] }],
  ["a request fails", "errors+exc", { errors: ["HTTP 500"], output: "ERROR\nTraceback (most recent call last):\n" }],
  ["a reply is to another request", "wrong", { answers: [...both, answer(17, "tea", "salt")] }],
  ["gRPC aborts a worker", "crash", { output: "[mutex.cc : 2417] RAW: Check w->waitp failed: Mutex::Fer" }],
  ["a signal ends it", "crash", { status: -9 }],
  ["it exits with a status", "rc", { status: 3 }],
  ["SIGTERM does not end it", "no-stop", { status: null }],
  ["its workers outlive it", "leaves-children", { left: 2 }],
])("when %s, the outcome is %s", (_, expected, changes) => {
  expect(deployedOutcome(deployed(changes), 2)).toBe(expected);
});
