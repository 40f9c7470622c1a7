import { readServing } from "./serving";

const head = (text: Readonly<Record<string, string>>) => (key: string) => text[key] ?? null;

test("a client's head is none of a server", () => {
  expect(readServing(head({ steps: "tea" }), "shop")).toBeNull();
});

test("a head says what must hold while it serves and when it stops", () => {
  const text = { workers: "3", addresses: "2", calls: "5", "one-killed": "still-answers", sigint: "nothing-left" };
  expect(readServing(head({ ...text, sigterm: "finishes-calls" }), "shop")).toEqual({
    workers: 3,
    addresses: 2,
    calls: 5,
    oneKilled: true,
    stops: ["sigterm", "sigint"],
    finishesCalls: true,
  });
});

test("what is not said has its usual value", () => {
  expect(readServing(head({ workers: "1", "sigterm-all": "nothing-left" }), "shop")).toEqual({
    workers: 1,
    addresses: 1,
    calls: 12,
    oneKilled: false,
    stops: ["sigterm-all"],
    finishesCalls: false,
  });
});

test.each<[string, Readonly<Record<string, string>>, RegExp]>([
  ["nothing stops it", { workers: "1" }, /must end it/],
  ["no number is a number", { workers: "many", sigterm: "nothing-left" }, /"many" is no small number/],
  ["a word is unknown", { workers: "1", sigterm: "all-left" }, /unknown sigterm "all-left"/],
])("a head is refused when %s", (_, text, message) => {
  expect(() => readServing(head(text), "shop")).toThrow(message);
});
