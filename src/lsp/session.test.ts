import type { CancellationToken } from "vscode-languageserver";
import type { Checked, CheckRequest } from "./analyst";
import { type Around, type Check, createSession } from "./session";

const shop = { folder: "/shop" };
const empty: Checked = { kind: "checked", root: "/shop", findings: [], notices: [] };

/** A check that the test answers. */
interface Asked {
  readonly request: CheckRequest;
  readonly token: CancellationToken;
  readonly answer: (checked: Checked) => void;
  readonly fail: (error: Error) => void;
}

function around() {
  const asked: Asked[] = [];
  const checks: Check[] = [];
  const errors: unknown[] = [];
  const dropped: unknown[] = [];
  let threads = 0;
  let text = "one";
  let wake = () => {};
  const given: Around = {
    startThread: () => {
      threads++;
      return {
        analyst: {
          check: (request, token) =>
            new Promise((answer, fail) => {
              asked.push({ request, token, answer, fail });
              wake();
            }),
          edit: async () => ({ kind: "edited", files: [] }),
        },
        ended: new Promise(() => {}),
        end: () => {},
      };
    },
    open: () => ({ texts: [["/shop/a.py", text]], versions: new Map([["/shop/a.py", text.length]]) }),
    checked: (_, check) => checks.push(check),
    dropped: (scope) => dropped.push(scope),
    failed: (error) => errors.push(error),
    progress: () => ({ show: () => {}, end: () => {} }),
  };
  const next = async (): Promise<Asked> => {
    while (asked.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return asked.shift() as Asked;
  };
  const type = (fresh: string) => {
    text = fresh;
  };
  return { given, next, asked, checks, errors, dropped, type, threads: () => threads };
}

test("a check that a change overtakes is given up, and another one is made of what is there then", async () => {
  const { given, next, checks, type } = around();
  const session = createSession(given);
  session.watch([shop]);
  const first = await next();
  type("second");
  session.touch("/shop/a.py");
  expect(first.token.isCancellationRequested).toBe(true);
  const settled = session.settled();
  first.answer({ kind: "cancelled" });
  const second = await next();
  expect(second.request.texts).toEqual([["/shop/a.py", "second"]]);
  second.answer(empty);
  await settled;
  expect(checks.map(({ versions }) => versions.get("/shop/a.py"))).toEqual([6]);
  session.stop();
});

test("a change elsewhere is no reason to check", async () => {
  const { given, next, asked } = around();
  const session = createSession(given);
  session.watch([shop]);
  (await next()).answer(empty);
  await session.settled();
  session.touch("/other/a.py");
  await session.settled();
  expect(asked).toEqual([]);
  session.stop();
});

test("a failure is told, and the next check has a fresh thread", async () => {
  const { given, next, checks, errors, threads } = around();
  const session = createSession(given);
  session.watch([shop]);
  (await next()).fail(new Error("no memory"));
  await session.settled();
  expect(errors).toEqual([new Error("no memory")]);
  session.touch(null);
  (await next()).answer(empty);
  await session.settled();
  expect([checks.length, threads()]).toEqual([1, 2]);
  session.stop();
});

test("what is no longer watched is dropped, and its check with it", async () => {
  const { given, next, checks, dropped } = around();
  const session = createSession(given);
  session.watch([shop]);
  const first = await next();
  session.watch([]);
  const settled = session.settled();
  first.answer(empty);
  await settled;
  expect([checks, dropped]).toEqual([[], [shop]]);
});
