import type { ObjectEvidence, Plan, SettingEvidence } from "../src/types";
import { envBootstrap } from "./env-bootstrap";
import {
  findingAt,
  launchAt,
  objectEvidence,
  outcomeOf,
  placeOf,
  settingEvidence,
  sourceOf,
  type Texts,
} from "./env-bootstrap/program.test-data";

const FORKS = "GRPC_ENABLE_FORK_SUPPORT";
const line = `os.environ.setdefault("${FORKS}", "1")`;

/** A statement that sets something, as a finding points at it. */
interface Set {
  readonly rule: "GFF301" | "GFF302" | "GFF304";
  readonly part: string;
  readonly name?: string;
  readonly value?: string | null;
  readonly over?: Partial<SettingEvidence>;
}

async function plansFor(texts: Texts, ...sets: readonly Set[]): Promise<readonly Plan[]> {
  const findings = sets.map(({ rule, part, name = FORKS, value = "1", over = {} }) => {
    const at = placeOf(texts, part);
    return findingAt(rule, at, settingEvidence(name, value, { late: rule === "GFF301", entries: [at.path], ...over }));
  });
  const proposals = envBootstrap.plan(findings, await sourceOf(texts));
  expect(proposals.flatMap((proposal) => proposal.findings).sort()).toEqual(findings.map((_, index) => index));
  return proposals.map(({ plan }) => plan);
}

/** Safety and the text of the only file, after the only plan; or the reason of a refusal. */
async function repaired(text: string, ...sets: readonly Set[]): Promise<readonly [string, string] | string> {
  const texts = { "main.py": text };
  const [plan, ...others] = await plansFor(texts, ...sets);
  expect(others).toEqual([]);
  const outcome = await outcomeOf(texts, plan);
  if (typeof outcome === "string") return outcome;
  return [plan?.kind === "edit" ? plan.safety : "", outcome["main.py"] ?? ""];
}

describe("a stream of the parent is open at the fork", () => {
  const texts = {
    "main.py": "import multiprocessing\n\nimport grpc\n\nmultiprocessing.Process(target=print).start()\n",
  };
  const planFor = async (over: Partial<ObjectEvidence> = {}) => {
    const at = placeOf(texts, "multiprocessing.Process(target=print)");
    const [proposal] = envBootstrap.plan(
      [findingAt("GFF304", at, objectEvidence([launchAt(at)], over))],
      await sourceOf(texts),
    );
    return proposal?.plan;
  };

  test("fork support is switched on", async () => {
    const plan = await planFor();
    expect(plan).toMatchObject({ kind: "edit", safety: "unsafe", note: expect.stringContaining("1.7x") });
    expect(await outcomeOf(texts, plan)).toEqual({
      "main.py": `import multiprocessing\nimport os\n\n${line}\n\nimport grpc\n\nmultiprocessing.Process(target=print).start()\n`,
    });
  });

  test.each<readonly [string, Partial<ObjectEvidence>]>([
    ["busy-parent", { state: "busy" }],
    ["aio", { aio: true }],
    ["unsupported-shape", { object: "server" }],
    ["unsupported-shape", { forkSupport: "on" }],
    ["conflict", { forkSupport: "off" }],
    ["inherited-global", { uses: [{ path: "main.py", span: { start: 0, end: 1 } }] }],
    ["library-module", { launches: [] }],
  ])("refused: %s for %j", async (reason, over) => {
    expect(await outcomeOf(texts, await planFor(over))).toBe(reason);
  });
});

test("a stream beside fork support that is off has the repair of the setting", async () => {
  const own = `os.environ["${FORKS}"] = "0"`;
  const texts = { "main.py": `import os\n${own}\nimport grpc\nProcess()\n` };
  const [at, fork] = [placeOf(texts, own), placeOf(texts, "Process()")];
  const off = findingAt("GFF304", at, settingEvidence(FORKS, "0", { entries: ["main.py"] }));
  const stream = findingAt("GFF104", fork, objectEvidence([launchAt(fork)], { forkSupport: "off" }));
  const proposals = envBootstrap.plan([off, stream], await sourceOf(texts));
  const outcomes = await Promise.all(proposals.map(({ plan }) => outcomeOf(texts, plan)));
  const after = { "main.py": texts["main.py"].replace('"0"', '"1"') };
  expect(outcomes).toEqual([after, after]);
});

describe("a program that also forks beside a server", () => {
  const texts = {
    "main.py": `import os\n\nimport grpc\n\nos.environ["${FORKS}"] = "1"\nserver = grpc.server()\nProcess()\n`,
  };
  const serving = (over: Partial<ObjectEvidence>) => {
    const launch = launchAt(placeOf(texts, "Process()"));
    return findingAt("GFF202", placeOf(texts, "grpc.server()"), objectEvidence([launch], over));
  };

  test.each<readonly [string, Partial<ObjectEvidence>, string | null]>([
    ["a server", { object: "server" }, "busy-parent"],
    ["a grpc.aio object", { aio: true }, "busy-parent"],
    ["threads", { state: "busy" }, "busy-parent"],
    ["a channel", { state: "created" }, null],
  ])("gets no fork support beside %s", async (_name, over, reason) => {
    const at = placeOf(texts, `os.environ["${FORKS}"] = "1"`);
    const late = findingAt("GFF301", at, settingEvidence(FORKS, "1", { late: true, entries: ["main.py"] }));
    const stream = findingAt("GFF304", at, objectEvidence([launchAt(placeOf(texts, "Process()"))]));
    const proposals = envBootstrap.plan([serving(over), late, stream], await sourceOf(texts));
    expect(proposals.map(({ findings }) => findings)).toEqual([[1], [2]]);
    for (const { plan } of proposals) expect(plan.kind === "refuse" ? plan.reason : null).toBe(reason);
  });
});

describe("a setting that comes too late moves", () => {
  const item = `os.environ["${FORKS}"] = "1"`;

  test.each([
    ["an item", "import grpc\nimport os\n\nITEM\n\nimport shop\n", "import os\n\nITEM\n\nimport grpc\n\nimport shop\n"],
    ["at the end", "import os\nimport grpc\n\nITEM\n", "import os\n\nITEM\n\nimport grpc\n"],
    [
      "with its comments",
      "import os\nimport grpc\n\n# For the workers.\nITEM  # noqa\n\nx = 1\n",
      "import os\n\n# For the workers.\nITEM  # noqa\n\nimport grpc\n\nx = 1\n",
    ],
    [
      "out of a main block",
      "import os\nimport grpc\n\nif __name__ == '__main__':\n    # Why.\n    ITEM\n\n    grpc.run()\n",
      "import os\n\n# Why.\nITEM\n\nimport grpc\n\nif __name__ == '__main__':\n    grpc.run()\n",
    ],
    [
      "in front of functions",
      "import os\nimport grpc\n\nITEM\n\n\ndef f():\n    pass\n",
      "import os\n\nITEM\n\nimport grpc\n\n\ndef f():\n    pass\n",
    ],
  ])("%s, safely", async (_name, before, after) => {
    expect(await repaired(before.replace("ITEM", item), { rule: "GFF301", part: item })).toEqual([
      "safe",
      after.replace("ITEM", item),
    ]);
  });

  test("as it is written", async () => {
    const own = `os.environ.setdefault('${FORKS}', 'true')`;
    expect(await repaired(`import grpc\nimport os\n${own}\n`, { rule: "GFF301", part: own, value: "true" })).toEqual([
      "safe",
      `import os\n\n${own}\n\nimport grpc\n`,
    ]);
  });

  test("out of a function it is unsafe", async () => {
    const text = `import os\nimport grpc\n\n\ndef main():\n    ${item}\n    grpc.run()\n`;
    expect(await repaired(text, { rule: "GFF301", part: item })).toEqual([
      "unsafe",
      `import os\n\n${item}\n\nimport grpc\n\n\ndef main():\n    grpc.run()\n`,
    ]);
  });

  test.each([
    ["putenv", `os.putenv("${FORKS}", "1")`, "1"],
    ["update", `os.environ.update({"${FORKS}": "1"})`, "1"],
    ["update with keywords", `os.environ.update(${FORKS}="1")`, "1"],
    ["a value that is computed", `os.environ["${FORKS}"] = str(1)`, null],
    ["a value without effect", `os.environ["${FORKS}"] = "on"`, "on"],
  ])("%s becomes the usual line", async (_name, own, value) => {
    expect(await repaired(`import os\nimport grpc\n${own}\n`, { rule: "GFF301", part: own, value })).toEqual([
      "unsafe",
      `import os\n\n${line}\n\nimport grpc\n`,
    ]);
  });

  test("both variables move together", async () => {
    const poll = 'os.environ["GRPC_POLL_STRATEGY"] = "poll"';
    const plan = await repaired(
      `import os\nimport grpc\n${item}\n${poll}\n`,
      { rule: "GFF301", part: item },
      { rule: "GFF301", part: poll, name: "GRPC_POLL_STRATEGY", value: "poll" },
    );
    expect(plan).toEqual(["safe", `import os\n\n${item}\n${poll}\n\nimport grpc\n`]);
  });

  test("both variables of one update move together", async () => {
    const update = `os.environ.update({"${FORKS}": "1", "GRPC_POLL_STRATEGY": "poll"})`;
    const plan = await repaired(
      `import os\nimport grpc\n${update}\n`,
      { rule: "GFF301", part: update },
      { rule: "GFF301", part: update, name: "GRPC_POLL_STRATEGY", value: "poll" },
    );
    expect(plan).toEqual([
      "unsafe",
      `import os\n\n${line}\nos.environ.setdefault("GRPC_POLL_STRATEGY", "poll")\n\nimport grpc\n`,
    ]);
  });

  test("what else is wrong with it is settled on the way", async () => {
    const own = `os.environ["${FORKS}"] = "0"`;
    const plan = await repaired(
      `import os\nimport grpc\n${own}\n`,
      { rule: "GFF304", part: own, value: "0" },
      { rule: "GFF301", part: own, value: "0" },
    );
    expect(plan).toEqual(["unsafe", `import os\n\n${line}\n\nimport grpc\n`]);
  });

  test("out of a library it moves into the programs", async () => {
    const texts = {
      "a.py": "import settings\n",
      "b.py": "import settings\n",
      "settings.py": `import os\nimport grpc\n\n${item}\nTIMEOUT = 5\n`,
    };
    const [plan] = await plansFor(texts, { rule: "GFF301", part: item, over: { entries: ["a.py", "b.py"] } });
    expect(await outcomeOf(texts, plan)).toEqual({
      "a.py": `import os\n\n${item}\n\nimport settings\n`,
      "b.py": `import os\n\n${item}\n\nimport settings\n`,
      "settings.py": "import grpc\n\nTIMEOUT = 5\n",
    });
    expect(plan).toMatchObject({ safety: "safe" });
  });

  test.each([
    ["it still uses", "print(os.name)\n", "import settings\n"],
    ["another file reaches through it", "", "import settings\nprint(settings.os.name)\n"],
  ])("the import of os stays where %s", async (_, rest, entry) => {
    const texts = { "a.py": entry, "settings.py": `import os\nimport grpc\n\n${item}\n${rest}` };
    const [plan] = await plansFor(texts, { rule: "GFF301", part: item, over: { entries: ["a.py"] } });
    expect(await outcomeOf(texts, plan)).toMatchObject({ "settings.py": expect.stringMatching(/^import os\n/) });
  });

  test("a program in which it comes in time keeps it", async () => {
    const texts = {
      "a.py": "import grpc\nimport b\n",
      "b.py": `import os\n${item}\nimport grpc\nif __name__ == '__main__':\n    pass\n`,
    };
    const [plan] = await plansFor(texts, { rule: "GFF301", part: item, over: { entries: ["a.py"] } });
    expect(await outcomeOf(texts, plan)).toEqual({ "a.py": `import os\n\n${item}\n\nimport grpc\nimport b\n` });
  });

  test.each([
    ["under a condition", `if x:\n    ${item}\n    x = 1\n`],
    ["alone in a function", `def f():\n    ${item}\n`],
    ["alone in a main block", `if __name__ == "__main__":\n    ${item}\n`],
    ["in a class", `class A:\n    ${item}\n    x = 1\n`],
    ["beside another statement", `x = 1; ${item}\n`],
  ])("but not %s", async (_name, text) => {
    expect(await repaired(`import grpc\nimport os\n${text}`, { rule: "GFF301", part: item })).toBe("unsupported-shape");
  });

  test.each([
    ["with others in one call", `os.environ.update({"TZ": "UTC", "${FORKS}": "1"})`, "1"],
    ["with what cannot be read", `os.environ.update(config, ${FORKS}="1")`, "1"],
    ["when it switches fork support off", `os.environ["${FORKS}"] = "0"`, "0"],
  ])("but not %s", async (_name, own, value) => {
    expect(await repaired(`import grpc\nimport os\n${own}\n`, { rule: "GFF301", part: own, value })).toBe(
      "unsupported-shape",
    );
  });
});

describe("a value is replaced where it stands", () => {
  test.each([
    ["select", "safe"],
    ["epollsig", "safe"],
    ["none", "safe"],
    ["epollex", "unsafe"],
  ])("the engine %s, %s", async (value, safety) => {
    const own = `os.environ['GRPC_POLL_STRATEGY'] = '${value}'`;
    const set: Set = { rule: "GFF302", part: own, name: "GRPC_POLL_STRATEGY", value };
    expect(await repaired(`import os\n${own}\nimport grpc\n`, set)).toEqual([
      safety,
      "import os\nos.environ['GRPC_POLL_STRATEGY'] = 'poll'\nimport grpc\n",
    ]);
  });

  test.each([
    ["0", "unsafe"],
    ["False", "unsafe"],
    ["on", "safe"],
    [" 1", "safe"],
    ["t", "safe"],
  ])("fork support %j, %s", async (value, safety) => {
    const own = `os.environ.update({"TZ": "UTC", "${FORKS}": "${value}"})`;
    expect(await repaired(`import os\n${own}\nimport grpc\n`, { rule: "GFF304", part: own, value })).toEqual([
      safety,
      `import os\nos.environ.update({"TZ": "UTC", "${FORKS}": "1"})\nimport grpc\n`,
    ]);
  });

  test("unsafe where it may never have run", async () => {
    const own = `os.putenv("${FORKS}", "on")`;
    const text = `import grpc\nimport os\ndef f():\n    ${own}\n`;
    expect(await repaired(text, { rule: "GFF304", part: own, value: "on" })).toEqual([
      "unsafe",
      text.replace('"on"', '"1"'),
    ]);
  });

  test("but not when it is written elsewhere", async () => {
    const own = `os.environ["${FORKS}"] = SUPPORT`;
    expect(await repaired(`import os\nSUPPORT = "0"\n${own}\n`, { rule: "GFF304", part: own, value: "0" })).toBe(
      "unsupported-shape",
    );
  });
});

describe("what does nothing goes", () => {
  const pair = '("grpc.enable_fork_support", 1)';
  const set: Set = { rule: "GFF304", part: pair, name: "grpc.enable_fork_support", value: null };

  test.each([
    ["[PAIR]", "[]"],
    ["(PAIR,)", "()"],
    ["[PAIR, a]", "[a]"],
    ["[a, PAIR]", "[a]"],
    ["[a, PAIR,]", "[a,]"],
    ["(PAIR, a)", "(a,)"],
    ["(a, PAIR)", "(a,)"],
    ["(a, PAIR,)", "(a,)"],
    ["(a, PAIR, b)", "(a, b)"],
    ["[\n    a,\n    PAIR,  # why\n    b,\n]", "[\n    a,\n    b,\n]"],
    ["[\n    PAIR,\n]", "[]"],
    ["(\n    a,\n    PAIR,\n)", "(\n    a,\n)"],
  ])("an option in %s", async (before, after) => {
    expect(await repaired(`options = ${before.replace("PAIR", pair)}\n`, set)).toEqual([
      "safe",
      `options = ${after}\n`,
    ]);
  });

  test("an option of the call that is pointed at", async () => {
    const text = `a = grpc.insecure_channel("a", options=[${pair}])\nb = grpc.insecure_channel("b", options=[${pair}])\n`;
    const own = `grpc.insecure_channel("b", options=[${pair}])`;
    expect(await repaired(text, { ...set, part: own })).toEqual([
      "safe",
      text.replace(own, 'grpc.insecure_channel("b", options=[])'),
    ]);
  });

  test("an option in a variable", async () => {
    const text = `OPTIONS = [${pair}]\na = grpc.insecure_channel("a", OPTIONS)\n`;
    expect(await repaired(text, { ...set, part: 'grpc.insecure_channel("a", OPTIONS)' })).toEqual([
      "safe",
      text.replace(pair, ""),
    ]);
    expect(await repaired(`PRICES = [${pair}]\n${text}`, { ...set, part: 'grpc.insecure_channel("a", OPTIONS)' })).toBe(
      "unsupported-shape",
    );
  });

  test("but not one outside a list", async () => {
    expect(await repaired(`option = ${pair}\n`, set)).toBe("unsupported-shape");
  });

  const call: Set = { ...set, part: "grpc.enable_fork_support()" };

  test("a function that grpc does not have", async () => {
    const text = "import os\n\nimport grpc\n\ngrpc.enable_fork_support()\n\nimport shop\n";
    expect(await repaired(text, call)).toEqual(["unsafe", `import os\n\n${line}\n\nimport grpc\n\nimport shop\n`]);
  });

  test("but not one that is asked for first", async () => {
    const text = "import grpc\nif hasattr(grpc, 'enable_fork_support'):\n    grpc.enable_fork_support()\n    x = 1\n";
    expect(await repaired(text, call)).toBe("unsupported-shape");
  });
});

test("what is not Python says what to write there", async () => {
  const at = { path: "Dockerfile", span: { start: 0, end: 1 } };
  const finding = findingAt("GFF302", at, settingEvidence("GRPC_POLL_STRATEGY", "select", {}));
  const [proposal] = envBootstrap.plan([finding], await sourceOf({}));
  expect(proposal?.plan).toMatchObject({
    reason: "not-python",
    detail: expect.stringContaining("GRPC_POLL_STRATEGY=poll"),
  });
});
