import { type Service, serviceOutcome } from "./service";
import type { Serving } from "./serving";

const serving: Serving = {
  workers: 2,
  addresses: 1,
  calls: 20,
  oneKilled: false,
  stops: ["sigterm"],
  finishesCalls: false,
};

const service = (changes: Partial<Service>): Service => ({
  stop: "sigterm",
  endedEarly: false,
  answering: [17, 18],
  ports: [20_000],
  errors: [],
  errorsAfterKill: [],
  callCut: false,
  status: 0,
  left: 0,
  stderr: "",
  ...changes,
});

const raised = "Process-1:\nTraceback (most recent call last):\n";

test.each<[string, string, Partial<Service>]>([
  ["all answer and all stop", "ok", {}],
  ["it ended by itself", "ended", { endedEarly: true, answering: [] }],
  ["it ended by itself because its children raised", "ended+exc", { endedEarly: true, stderr: raised }],
  ["it listens and says nothing", "nobody-answers", { answering: [] }],
  ["one of two answers", "few-answer", { answering: [17] }],
  ["each has its own port", "other-port", { ports: [20_000, 20_001] }],
  ["a call fails", "errors", { errors: ["UNAVAILABLE"] }],
  ["a call fails when a worker is dead", "errors", { errorsAfterKill: ["UNAVAILABLE"] }],
  ["the stop cuts a call", "call-cut", { callCut: true }],
  ["SIGTERM ends it without a handler", "ok", { status: -15 }],
  ["SIGINT ends it by an exception", "ok", { stop: "sigint", status: -2, stderr: raised }],
  ["another signal ends it", "crash", { status: -11 }],
  ["another signal than SIGINT ends it", "crash", { stop: "sigint", status: -11 }],
  ["gRPC aborts", "crash", { stderr: "F0000 Check failed: is_forking" }],
  ["its handler raises", "exc", { stderr: raised }],
  ["it exits with a status", "rc", { status: 3 }],
  ["it does not stop", "hang", { status: null }],
  ["its children do not", "crash+leaves-children", { status: -9, left: 2 }],
])("when %s, the outcome is %s", (_, expected, changes) => {
  expect(serviceOutcome(service(changes), serving)).toBe(expected);
});

test("who says that calls are finished needs a handler for SIGTERM", () => {
  expect(serviceOutcome(service({ status: -15 }), { ...serving, finishesCalls: true })).toBe("crash");
});
