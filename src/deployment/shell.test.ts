import { shellScript } from "./shell";
import { shown, startedBy, wordsShown } from "./shown.test-data";

test.each([
  ["start.sh", true],
  ["deploy/orders.bash", true],
  ["entrypoint", true],
  ["docker-entrypoint", true],
  ["bin/run-worker", true],
  ["bin/start_web", true],
  ["bin/serve", false],
  ["start.py", false],
  ["running/orders", false],
])("%s is a script: %s", (path, is) => expect(shellScript.matches(path)).toBe(is));

const script = `
set -e
export GRPC_POLL_STRATEGY=poll
migrate
exec gunicorn \\
  web:app
`;

test.each(["#!/bin/sh", "#!/usr/bin/env bash", "#!/bin/bash -e", "# of the shop"])(
  "%s: its commands are read",
  (line) => {
    const text = line + script;
    expect(startedBy(shellScript, text)).toEqual([
      "- | set -e",
      "- | migrate | GRPC_POLL_STRATEGY=poll",
      "- | exec gunicorn web:app | GRPC_POLL_STRATEGY=poll",
    ]);
    expect(wordsShown(shellScript, text).slice(-2)).toEqual(["gunicorn", "web:app"]);
    expect(shown(shellScript, text)).toEqual([["GRPC_POLL_STRATEGY=poll", "GRPC_POLL_STRATEGY=poll"]]);
  },
);

test.each(["#!/usr/bin/env python3", "#!/usr/bin/perl", "#!/usr/bin/fish"])("%s: it is for another program", (line) => {
  expect(startedBy(shellScript, line + script)).toEqual([]);
  expect(shown(shellScript, line + script)).toEqual([]);
});
