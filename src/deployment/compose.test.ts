// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of other languages.
import { compose } from "./compose";
import { shown, startedBy, variablesIn, wordsShown } from "./shown.test-data";

test.each([
  ["compose.yaml", true],
  ["compose.yml", true],
  ["docker-compose.yml", true],
  ["deploy/docker-compose.prod.yaml", true],
  ["compose.override.yaml", true],
  ["composer.yaml", false],
  ["compose.json", false],
])("%s is a compose file: %s", (path, is) => expect(compose.matches(path)).toBe(is));

test("a map and a list set variables, at their places", () => {
  const text = `services:
  orders:
    image: orders
    environment:
      GRPC_ENABLE_FORK_SUPPORT: "1" # why
      GRPC_POLL_STRATEGY: poll
  stock:
    environment:
      - GRPC_ENABLE_FORK_SUPPORT=true
      - "GRPC_POLL_STRATEGY=epoll1"
    build:
      args:
        GRPC_VERBOSITY: debug
`;
  expect(shown(compose, text)).toEqual([
    ["GRPC_ENABLE_FORK_SUPPORT=1", 'GRPC_ENABLE_FORK_SUPPORT: "1"'],
    ["GRPC_POLL_STRATEGY=poll", "GRPC_POLL_STRATEGY: poll"],
    ["GRPC_ENABLE_FORK_SUPPORT=true", "GRPC_ENABLE_FORK_SUPPORT=true"],
    ["GRPC_POLL_STRATEGY=epoll1", '"GRPC_POLL_STRATEGY=epoll1"'],
  ]);
});

test.each([
  ["A: 1", "A=1"],
  ["A: 1.0", "A=1.0"],
  ["A: 0x1", "A=0x1"],
  ["A: true", "A=true"],
  ["A: yes", "A=yes"],
  ['A: "true"', "A=true"],
  ["A: 'it''s'", "A=it's"],
  ['A: ""', "A="],
  ['"A": 1', "A=1"],
  ["A:", "A?"],
  ["A: null", "A?"],
  ["A: ~", "A?"],
  ["A: $B", "A?"],
  ["A: ${B}", "A?"],
  ["A: ${B:-1}", "A=1"],
  ['A: "${B-x y}"', "A=x y"],
  ["A: ${B:?missing}", "A?"],
  ["A: $$B", "A=$B"],
  ["- A", "A?"],
  ["- A=", "A="],
  ["- A=b=c", "A=b=c"],
  ["- A=${B:-1}", "A=1"],
])("%s is %s", (code, variable) => {
  expect(variablesIn(compose, `services:\n  a:\n    environment:\n      ${code}\n`)).toEqual([variable]);
});

test("anchors and merges are followed, and what is shared is told once", () => {
  const text = `x-env: &env
  GRPC_POLL_STRATEGY: poll
x-service: &service
  environment: *env
services:
  orders: *service
  stock:
    <<: [*service]
  prices:
    environment:
      <<: *env
      GRPC_ENABLE_FORK_SUPPORT: 0
`;
  expect(variablesIn(compose, text)).toEqual(["GRPC_POLL_STRATEGY=poll", "GRPC_ENABLE_FORK_SUPPORT=0"]);
});

test("a value behind an alias keeps the place of its name", () => {
  const text = "x-on: &on 1\nservices:\n  a:\n    environment:\n      A: *on\n      B: 2\n";
  expect(shown(compose, text)).toEqual([
    ["A=1", "A"],
    ["B=2", "B: 2"],
  ]);
});

test("services at the top are of the first version", () => {
  expect(variablesIn(compose, "orders:\n  environment:\n    - A=1\n")).toEqual(["A=1"]);
});

test("an anchor that holds itself ends", () => {
  const text = "services: &a\n  <<: *a\n  b:\n    environment: &e\n      <<: *e\n      A: 1\n";
  expect(variablesIn(compose, text)).toEqual(["A=1"]);
});

test("of a broken file, what can be read is", () => {
  const text = 'services:\n  a:\n    environment:\n      A: 1\n    command: "serve\n';
  expect(variablesIn(compose, text)).toEqual(["A=1"]);
});

test.each(["", "a", "- a", "services:", "services:\n  a:\n    environment: x", "services: {a: {environment: [[A]]}}"])(
  "%j sets none",
  (text) => expect(variablesIn(compose, text)).toEqual([]),
);

test("places are right whatever ends the lines", () => {
  const text = "services:\r\n  a:\r\n    environment:\r\n      A: 1\r\n      B: |\r\n        2\r\n      C: $X # c\r\n";
  expect(shown(compose, text)).toEqual([
    ["A=1", "A: 1"],
    ["B=2\n", "B: |\r\n        2\r\n"],
    ["C?", "C: $X"],
  ]);
});

test.each([
  ["command: gunicorn web:app", ["- | gunicorn web:app"]],
  ['command: ["gunicorn", "web:app"]', ["- | gunicorn web:app"]],
  ["command:\n      - gunicorn\n      - web:app", ["- | gunicorn web:app"]],
  ["command: >\n      gunicorn\n      web:app", ["- | gunicorn web:app"]],
  ["command: |\n      gunicorn\n      web:app", ["- | gunicorn web:app"]],
  ["entrypoint: gunicorn\n    command: [web:app]", ["- | gunicorn web:app"]],
  ['command: bash -c "migrate && gunicorn web:app"', ["- | bash -c migrate && gunicorn web:app"]],
  ["command: serve $$A $B ${C:-c}", ["- | serve $A ? c"]],
  ["command: serve\n    working_dir: /srv\n    environment: [A=1]", ["/srv | serve | A=1"]],
  ["command:", []],
  ["image: serve", []],
])("%j starts %j", (code, starts) => {
  expect(startedBy(compose, `services:\n  orders:\n    ${code}\n`)).toEqual(starts);
});

test("the words of a command know their places, however it is written", () => {
  const of = (code: string) => wordsShown(compose, `services:\n  orders:\n    ${code}\n`);
  expect(of("command: gunicorn  -b '0:80' web:app # why")).toEqual(["gunicorn", "-b", "'0:80'", "web:app"]);
  expect(of('command: "gunicorn -b \\"0:80\\" web:app"')).toEqual(["gunicorn", "-b", '"0:80\\"', "web:app"]);
  expect(of("command: >-\n      gunicorn\n\n        -b 0:80\n      web:app")).toEqual([
    "gunicorn",
    "-b",
    "0:80",
    "web:app",
  ]);
  expect(of("command: [gunicorn, 'web:app']")).toEqual(["gunicorn", "'web:app'"]);
});
