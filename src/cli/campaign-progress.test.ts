import { campaignProgress } from "./campaign-progress";
import type { Terminal } from "./terminal";

let said = "";
beforeEach(() => {
  said = "";
});

function terminal(isTerminal: boolean, environment = {}): Terminal {
  const write = (text: string | Uint8Array) => {
    said += text;
  };
  const err = { write, isTerminal };
  return { out: err, err, environment, folder: "/", readInput: () => Buffer.alloc(0) };
}

const erase = "\r\x1b[2K";

test("on a terminal one line is drawn over, below the news", () => {
  const { tell, count, clear } = campaignProgress(terminal(true), false, 5);
  tell("acme/shop", "3 findings");
  count();
  tell("acme/stock", "clean");
  clear();
  expect(said).toBe(
    [
      `${erase}0 of 5`,
      `${erase}acme/shop: 3 findings\n`,
      `${erase}1 of 5`,
      `${erase}2 of 5`,
      `${erase}acme/stock: clean\n`,
      `${erase}3 of 5 (less than a minute left)`,
      erase,
    ].join(""),
  );
});

test.each([
  ["in a pipe", terminal(false)],
  ["in a job", terminal(true, { CI: "true" })],
])("%s the news are plain lines, and what is only counted is none", (_, where) => {
  const { tell, count, clear } = campaignProgress(where, false, 4);
  tell("acme/shop", "3 findings");
  count();
  tell("acme/stock", "clean");
  clear();
  expect(said).toBe("[1/4] acme/shop: 3 findings\n[3/4] acme/stock: clean (less than a minute left)\n");
});

test("where nobody knows how many there are, it counts", () => {
  const { count, clear } = campaignProgress(terminal(true), false, null);
  count();
  count();
  clear();
  expect(said).toBe(`${erase}0 found…${erase}1 found…${erase}2 found…${erase}`);
});

test("more than was planned is no more than all", () => {
  const { tell } = campaignProgress(terminal(false), false, 1);
  tell("a", "x");
  tell("b", "y");
  expect(said).toBe("[1/1] a: x\n[2/2] b: y\n");
});

test("is quiet when it is asked to be", () => {
  const { tell, count, clear } = campaignProgress(terminal(true), true, 2);
  tell("a", "x");
  count();
  clear();
  expect(said).toBe("");
});
