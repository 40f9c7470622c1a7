// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of other languages.
import { dotenv } from "./dotenv";
import { shown, variablesIn } from "./shown.test-data";

test.each([
  [".env", true],
  ["orders/.env", true],
  ["orders.env", true],
  [".env.production", true],
  [".env.example", false],
  [".env.py", false],
  ["env", false],
  [".environment", false],
])("%s is a .env file: %s", (path, is) => expect(dotenv.matches(path)).toBe(is));

test("each line sets a variable, at its place", () => {
  const text = [
    "# GRPC_TRACE=all",
    "GRPC_ENABLE_FORK_SUPPORT=1 # why",
    "  export GRPC_POLL_STRATEGY = 'epoll1'",
    "not a line",
    "A=2  ",
  ].join("\r\n");
  expect(shown(dotenv, text)).toEqual([
    ["GRPC_ENABLE_FORK_SUPPORT=1", "GRPC_ENABLE_FORK_SUPPORT=1"],
    ["GRPC_POLL_STRATEGY=epoll1", "GRPC_POLL_STRATEGY = 'epoll1'"],
    ["A=2", "A=2"],
  ]);
});

test.each([
  ["A=", ["A="]],
  ["A=#", ["A="]],
  ["A=x#y", ["A=x#y"]],
  ["A=x y", ["A=x y"]],
  ['A="x # y" # z', ["A=x # y"]],
  ['A="a\\"b"', ['A=a"b']],
  ["A='$B'", ["A=$B"]],
  ['A="$B"', ["A?"]],
  ["A=${B}", ["A?"]],
  ["A=${B:-1}", ["A=1"]],
  ["A='x", ["A='x"]],
  ["A=it's", ["A=it's"]],
  ["A='one\ntwo'\nB=1", ["A=one\ntwo", "B=1"]],
  ["export A", []],
  ["1A=1", []],
])("%j", (text, variables) => expect(variablesIn(dotenv, `${text}\n`)).toEqual(variables));
