import { evidenceOf } from "./crossings";
import { eventOf } from "./journal";
import type { Event } from "./types";

const locate = (path: string) => ({ path: path.replace("/shop/", ""), isOwn: path.startsWith("/shop/") });
const at = (line: number, path = "/shop/app.py") => [[path, line, "run"]];

/** Events as the agent writes them, a second apart. */
function events(...all: readonly Readonly<Record<string, unknown>>[]): readonly Event[] {
  return all.map((fields, time) => {
    const event = eventOf(JSON.stringify({ ...fields, time }));
    if (event === null) throw new Error(`this is no event: ${JSON.stringify(fields)}`);
    return event;
  });
}

const start = { event: "start", pid: 10, parent: 1, arguments: ["python", "app.py"] };
const make = { event: "make", pid: 10, thing: "10-1", kind: "channel", target: "shop:1", options: "[]", frames: at(3) };
const use = { event: "use", pid: 10, thing: "10-1", method: "/Shop/Sell", frames: at(9) };
const fork = {
  event: "fork",
  pid: 10,
  fork: "10-1",
  frames: at(20),
  open: ["10-1"],
  connected: [],
  serving: [],
  busy: [],
};
const child = { event: "child", pid: 11, parent: 10, fork: "10-1" };

function rulesOf(...all: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return evidenceOf(events(...all), locate).crossings.map(({ rule }) => rule);
}

describe("nothing crosses a fork where", () => {
  test.each([
    ["one process does all", [start, make, use]],
    ["the child leaves the channel alone", [start, make, use, fork, child]],
    [
      "the child makes its own to another target",
      [
        start,
        make,
        use,
        { ...fork, connected: ["10-1"] },
        child,
        { ...make, pid: 11, thing: "11-1", target: "other:2" },
        { ...use, pid: 11, thing: "11-1" },
      ],
    ],
    [
      "the parent has not used the channel to the same target",
      [start, make, fork, child, { ...make, pid: 11, thing: "11-1" }, { ...use, pid: 11, thing: "11-1" }],
    ],
    [
      "the child's connections are its own",
      [
        start,
        make,
        use,
        { ...fork, connected: ["10-1"] },
        child,
        { ...make, pid: 11, thing: "11-1", local: true },
        { ...use, pid: 11, thing: "11-1" },
      ],
    ],
    [
      "fork support is on",
      [
        start,
        make,
        use,
        { ...fork, support: true, connected: ["10-1"], busy: [{ thing: "10-1", frames: at(9) }] },
        child,
        { ...make, pid: 11, thing: "11-1" },
        { ...use, pid: 11, thing: "11-1" },
      ],
    ],
    [
      "the options differ",
      [
        start,
        make,
        use,
        { ...fork, connected: ["10-1"] },
        child,
        { ...make, pid: 11, thing: "11-1", options: "[('a', '1')]" },
        { ...use, pid: 11, thing: "11-1" },
      ],
    ],
    [
      "the child runs another program at once",
      [
        start,
        make,
        use,
        { ...fork, busy: [{ thing: "10-1", frames: at(9) }], serving: ["10-1"] },
        child,
        { ...start, pid: 11, parent: 10 },
      ],
    ],
    [
      "another program is started",
      [
        start,
        make,
        use,
        { ...start, pid: 12, parent: 10 },
        { ...make, pid: 12, thing: "12-1" },
        { ...use, pid: 12, thing: "12-1" },
      ],
    ],
    ["a number is used again", [start, make, use, { ...start, pid: 10 }, { ...make, thing: "10-1" }, { ...use }]],
  ])("%s", (_, all) => expect(rulesOf(...all)).toEqual([]));
});

test("a channel that the parent made and the child uses", () => {
  const evidence = evidenceOf(
    events(start, make, use, { ...fork, connected: ["10-1"] }, child, { ...use, pid: 11, frames: at(12) }),
    locate,
  );
  expect(evidence.crossings).toEqual([
    {
      rule: "GFF101",
      message:
        "a channel to shop:1 that one process made, connected at the fork, was used in another that was forked from it",
      at: { path: "app.py", line: 3, function: "run" },
      steps: [
        { at: { path: "app.py", line: 3, function: "run" }, message: "a channel to shop:1 is made", process: 1 },
        { at: { path: "app.py", line: 20, function: "run" }, message: "the process forks", process: 1 },
        {
          at: { path: "app.py", line: 12, function: "run" },
          message: "the forked process calls /Shop/Sell on it",
          process: 2,
        },
      ],
      processes: 1,
    },
  ]);
  expect(evidence.processes).toEqual([
    { number: 1, parent: null, arguments: ["python", "app.py"], forkedAt: null },
    { number: 2, parent: 1, arguments: ["python", "app.py"], forkedAt: { path: "app.py", line: 20, function: "run" } },
  ]);
});

test("one crossing for all children of one fork site", () => {
  const second = [
    { ...fork, fork: "10-2" },
    { ...child, pid: 12, fork: "10-2" },
  ];
  const { crossings } = evidenceOf(
    events(start, make, fork, child, { ...use, pid: 11 }, ...second, { ...use, pid: 12 }),
    locate,
  );
  expect(crossings.map(({ rule, processes }) => ({ rule, processes }))).toEqual([{ rule: "GFF101", processes: 2 }]);
});

test("a grandchild inherits by the fork of its grandparent", () => {
  const { crossings } = evidenceOf(
    events(
      start,
      make,
      fork,
      child,
      { ...fork, pid: 11, fork: "11-1", frames: at(30) },
      { event: "child", pid: 12, parent: 11, fork: "11-1" },
      { ...use, pid: 12 },
    ),
    locate,
  );
  expect(crossings[0]?.steps.map(({ at: place, process }) => [place?.line, process])).toEqual([
    [3, 1],
    [20, 1],
    [9, 3],
  ]);
});

test("a fork out of Python's sight", () => {
  const { crossings, processes } = evidenceOf(
    events(start, make, { ...child, fork: null }, { ...use, pid: 11 }),
    locate,
  );
  expect(crossings[0]?.steps[1]).toEqual({
    at: null,
    message: "process 2 is forked from it, out of Python's sight",
    process: 1,
  });
  expect(processes[1]).toMatchObject({ parent: 1, forkedAt: null });
});

test.each([
  ["GFF106", [start, { ...make, kind: "aio-channel" }, fork, child, { ...use, pid: 11 }]],
  [
    "GFF105",
    [
      start,
      { ...make, frames: [...at(7, "/usr/lib/site-packages/client.py"), ...at(3)] },
      fork,
      child,
      { ...use, pid: 11 },
    ],
  ],
  [
    "GFF103",
    [
      start,
      make,
      use,
      { ...fork, connected: ["10-1"] },
      child,
      { ...make, pid: 11, thing: "11-1" },
      { ...use, pid: 11, thing: "11-1" },
    ],
  ],
  ["GFF104", [start, make, { ...fork, busy: [{ thing: "10-1", frames: at(9) }] }, child]],
  [
    "GFF201",
    [start, { ...make, kind: "server" }, fork, child, { event: "serve", pid: 11, thing: "10-1", frames: at(14) }],
  ],
  [
    "GFF202",
    [
      start,
      { ...make, kind: "server" },
      { event: "serve", pid: 10, thing: "10-1", frames: at(14) },
      { ...fork, serving: ["10-1"] },
      child,
    ],
  ],
])("%s", (rule, all) => expect(rulesOf(...all)).toEqual([rule]));

test("lines that no agent wrote are no events", () => {
  for (const line of [
    "",
    "{",
    "null",
    "[]",
    '{"event":"use"}',
    '{"event":"dance","pid":1,"time":2}',
    '{"event":"make","pid":1,"time":2,"kind":"boat"}',
  ]) {
    expect(eventOf(line)).toBeNull();
  }
  const strange = eventOf(
    '{"event":"fork","pid":1,"time":2,"frames":[1,["/a.py","x"],["/a.py",3]],"open":[1],"busy":[null]}',
  );
  expect(strange).toMatchObject({ frames: [{ path: "/a.py", line: 3, name: "" }], open: [], busy: [] });
});
