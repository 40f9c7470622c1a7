import type { Launch, ObjectEvidence, Place, Plan, RuleCode } from "../src/types";
import {
  findingAt,
  launchAt,
  objectEvidence,
  outcomeOf,
  placeOf,
  sourceOf,
  type Texts,
} from "./env-bootstrap/program.test-data";
import { spawnContext } from "./spawn-context";

/** What is said of the launch besides where it is. */
interface Over extends Partial<ObjectEvidence> {
  readonly launch?: Partial<Launch>;
  readonly rule?: RuleCode;
}

/** The launch is the call at `part`, the object at `made`. */
async function proposalFor(texts: Texts, part: string, { launch, rule = "GFF104", ...over }: Over = {}) {
  const at = placeOf(texts, part);
  const evidence = objectEvidence([launchAt(at, launch)], over);
  const [proposal, ...others] = spawnContext.plan([findingAt(rule, at, evidence)], await sourceOf(texts));
  expect(others).toEqual([]);
  return proposal;
}

async function spawned(text: string, part: string, over: Over = {}): Promise<string> {
  const texts = { "main.py": text };
  const proposal = await proposalFor(texts, part, over);
  const outcome = await outcomeOf(texts, proposal?.plan);
  if (typeof outcome === "string") return outcome;
  expect(proposal?.plan).toMatchObject({ safety: "unsafe", note: expect.stringContaining("interpreter") });
  return outcome["main.py"] ?? "";
}

describe("a process or a pool", () => {
  test.each([
    [
      "import multiprocessing\nP = multiprocessing.Process()\n",
      'import multiprocessing\nP = multiprocessing.get_context("spawn").Process()\n',
    ],
    [
      "import multiprocessing as mp\nP = mp.Process()\n",
      'import multiprocessing as mp\nP = mp.get_context("spawn").Process()\n',
    ],
    ["import billiard\nP = billiard.Process()\n", 'import billiard\nP = billiard.get_context("spawn").Process()\n'],
    ["import multiprocess as m\nP = m.Pool(2)\n", 'import multiprocess as m\nP = m.get_context("spawn").Pool(2)\n'],
    [
      "import torch.multiprocessing as mp\nP = mp.Process()\n",
      'import torch.multiprocessing as mp\nP = mp.get_context("spawn").Process()\n',
    ],
    [
      "import torch.multiprocessing\nP = torch.multiprocessing.Process()\n",
      'import torch.multiprocessing\nP = torch.multiprocessing.get_context("spawn").Process()\n',
    ],
    [
      "from torch import multiprocessing\nP = multiprocessing.Pool()\n",
      'from torch import multiprocessing\nP = multiprocessing.get_context("spawn").Pool()\n',
    ],
    [
      "try:\n    import torch.multiprocessing as mp\nexcept ImportError:\n    import multiprocessing as mp\nP = mp.Process()\n",
      'try:\n    import torch.multiprocessing as mp\nexcept ImportError:\n    import multiprocessing as mp\nP = mp.get_context("spawn").Process()\n',
    ],
    [
      "import multiprocessing.pool\nP = multiprocessing.pool.Pool()\n",
      'import multiprocessing.pool\nP = multiprocessing.get_context("spawn").Pool()\n',
    ],
    [
      "from multiprocessing import Process\nP = Process(target=f)\n",
      'from multiprocessing import Process\nfrom multiprocessing import get_context\nP = get_context("spawn").Process(target=f)\n',
    ],
    [
      "from multiprocessing import Process as Worker\nP = Worker()\n",
      'from multiprocessing import Process as Worker\nfrom multiprocessing import get_context\nP = get_context("spawn").Process()\n',
    ],
    [
      "from multiprocessing.pool import Pool\nP = Pool(2)\n",
      'from multiprocessing import get_context\nfrom multiprocessing.pool import Pool\nP = get_context("spawn").Pool(2)\n',
    ],
    [
      "from multiprocessing import get_context as of, Pool\nP = Pool(2)\n",
      'from multiprocessing import get_context as of, Pool\nP = of("spawn").Pool(2)\n',
    ],
    [
      "def f():\n    from multiprocessing import Process\n    P = Process()\n",
      'from multiprocessing import get_context\n\n\ndef f():\n    from multiprocessing import Process\n    P = get_context("spawn").Process()\n',
    ],
    [
      'import multiprocessing\nP = multiprocessing.get_context("fork").Process()\n',
      'import multiprocessing\nP = multiprocessing.get_context("spawn").Process()\n',
    ],
    [
      "import multiprocessing\nP = multiprocessing.get_context(method='fork').Pool()\n",
      'import multiprocessing\nP = multiprocessing.get_context(method="spawn").Pool()\n',
    ],
    [
      "from multiprocessing import get_context\nP = get_context().Pool()\n",
      'from multiprocessing import get_context\nP = get_context("spawn").Pool()\n',
    ],
    [
      "import multiprocessing\nall = [multiprocessing.Process() for _ in range(3)]\n",
      'import multiprocessing\nall = [multiprocessing.get_context("spawn").Process() for _ in range(3)]\n',
    ],
  ])("%j", async (before, after) => {
    const call = /[\w.]*(?:get_context\([^)]*\)\.)?\b(?:Process|Pool|Worker)\([^)]*\)/.exec(before)?.[0] ?? "";
    expect(await spawned(before, call)).toBe(after);
  });

  test.each([
    [
      "a variable",
      "import multiprocessing\nctx = multiprocessing.get_context('fork')\nP = ctx.Process()\n",
      "ctx.Process()",
    ],
    ["an attribute", "P = self.ctx.Pool()\n", "self.ctx.Pool()"],
    [
      "a name of two meanings",
      "from multiprocessing import Process\nProcess = trace(Process)\nP = Process()\n",
      "Process()",
    ],
    [
      "a name of two modules",
      "try:\n    from torch.multiprocessing import Process\nexcept ImportError:\n    from multiprocessing import Process\nP = Process()\n",
      "Process()",
    ],
    ["a class of one context", "from multiprocessing.context import ForkProcess\nP = ForkProcess()\n", "ForkProcess()"],
    ["another package", "from shop.workers import Process\nP = Process()\n", "Process()"],
    [
      "a method that is computed",
      "import multiprocessing\nP = multiprocessing.get_context(how()).Pool()\n",
      "multiprocessing.get_context(how()).Pool()",
    ],
  ])("not by %s", async (_name, text, part) => {
    expect(await spawned(text, part)).toBe("unsupported-shape");
  });

  test("not where get_context is taken", async () => {
    expect(await spawned("from multiprocessing import Pool\nget_context = 1\nP = Pool()\n", "Pool()")).toBe("conflict");
  });
});

describe("an executor", () => {
  const imports = "import multiprocessing\nfrom concurrent.futures import ProcessPoolExecutor\n";
  const context = 'multiprocessing.get_context("spawn")';

  test.each([
    ["E = ProcessPoolExecutor()\n", `E = ProcessPoolExecutor(mp_context=${context})\n`],
    ["E = ProcessPoolExecutor(4)\n", `E = ProcessPoolExecutor(4, mp_context=${context})\n`],
    ["E = ProcessPoolExecutor(4, None)\n", `E = ProcessPoolExecutor(4, ${context})\n`],
    ["E = ProcessPoolExecutor(mp_context=None)\n", `E = ProcessPoolExecutor(mp_context=${context})\n`],
    [
      "E = ProcessPoolExecutor(\n    4,\n    initializer=f,  # why\n)\n",
      `E = ProcessPoolExecutor(\n    4,\n    initializer=f,  # why\n    mp_context=${context},\n)\n`,
    ],
    ["E = ProcessPoolExecutor(\n    4\n)\n", `E = ProcessPoolExecutor(\n    4,\n    mp_context=${context}\n)\n`],
    ["E = ProcessPoolExecutor(2, multiprocessing.get_context('fork'))\n", `E = ProcessPoolExecutor(2, ${context})\n`],
  ])("%j", async (before, after) => {
    const call = before.slice(4, -1);
    const over = { launch: { construct: "executor" } } as const;
    expect(await spawned(imports + before, call, over)).toBe(imports + after);
  });

  test.each([
    ["with ProcessPoolExecutor() as e:\n    CALL\n", "e.submit(f)"],
    ["e = ProcessPoolExecutor()\ndef g():\n    CALL\n", "e.map(f, items)"],
    ["ProcessPoolExecutor().submit(f)\n", "ProcessPoolExecutor().submit(f)"],
    [
      "class A:\n    def __init__(self):\n        self.e = ProcessPoolExecutor()\n\n    def g(self):\n        CALL\n",
      "self.e.submit(f)",
    ],
    ["e = ProcessPoolExecutor()\nCALL\n", "loop.run_in_executor(e, f)"],
  ])("that forks at its first task: %j", async (before, call) => {
    const text = imports + before.replace("CALL", call);
    const over = { launch: { construct: "executor" } } as const;
    expect(await spawned(text, call, over)).toBe(
      text.replace("ProcessPoolExecutor()", `ProcessPoolExecutor(mp_context=${context})`),
    );
  });

  test.each([
    ["of a variable context", "E = ProcessPoolExecutor(2, ctx)\n", "ProcessPoolExecutor(2, ctx)"],
    ["with hidden arguments", "E = ProcessPoolExecutor(**options)\n", "ProcessPoolExecutor(**options)"],
    ["that is handed in", "def g(e):\n    e.submit(f)\n", "e.submit(f)"],
    ["that is one of two", "e = ProcessPoolExecutor()\ne = other()\ne.submit(f)\n", "e.submit(f)"],
    [
      "of another class",
      "class A:\n    def g(self):\n        self.e.submit(f)\nclass B:\n    def h(self):\n        self.e = ProcessPoolExecutor()\n",
      "self.e.submit(f)",
    ],
  ])("but not one %s", async (_name, text, part) => {
    expect(await spawned(imports + text, part, { launch: { construct: "executor" } })).toBe("unsupported-shape");
  });
});

describe("what spawn does not cure is refused", () => {
  const text =
    "import multiprocessing\nstub = make()\ndef f():\n    inner = make2()\nif __name__ == '__main__':\n    late = make3()\n    multiprocessing.Process(target=f).start()\n";
  const part = "multiprocessing.Process(target=f)";
  const use: Place = { path: "main.py", span: { start: 0, end: 1 } };
  const made = (call: string) => ({ creations: [[placeOf({ "main.py": text }, call)]], uses: [use] });

  test.each<readonly [string, Over]>([
    ["unsupported-shape", { launch: { construct: "os-fork" } }],
    ["unsupported-shape", { launch: { construct: "process-subclass" } }],
    [
      "no-main-guard",
      {
        launch: {
          objections: [
            { reason: "no-main-guard", detail: "a" },
            { reason: "unpicklable-target", detail: "b" },
          ],
        },
      },
    ],
    ["unpicklable-argument", { handed: [use] }],
    ["inherited-global", made("make2()")],
    ["inherited-global", made("make3()")],
    ["unsupported-shape", { launches: [] }],
  ])("%s: %j", async (reason, over) => {
    expect(await spawned(text, part, over)).toBe(reason);
  });

  test("what a module makes is made again by a child that imports it", async () => {
    expect(await spawned(text, part, made("make()"))).toContain(
      'multiprocessing.get_context("spawn").Process(target=f)',
    );
  });

  test.each([
    ["the main block", "SHOUT = 1", "print(SHOUT)", "inherited-global"],
    ["a function", "configure()", "print(LEVEL)", "inherited-global"],
    ["a function that it calls in turn", "configure()", "show()", "inherited-global"],
    ["the child itself", "configure()", "configure()\n    print(LEVEL)", null],
    ["the module", "SKU = 2", "print(SKU)", null],
    ["the child's own name", "SHOUT = 1", "SHOUT = 2\n    print(SHOUT)", null],
  ])("a name that %s binds", async (_name, main, child, reason) => {
    const program = `import multiprocessing\nSKU = 1\ndef configure():\n    global LEVEL\n    LEVEL = 1\ndef show():\n    print(LEVEL)\ndef work():\n    ${child}\nif __name__ == "__main__":\n    ${main}\n    multiprocessing.Process(target=work)\n`;
    const at = program.indexOf("work():");
    const target = { path: "main.py", span: { start: at, end: at + 4 } };
    const outcome = await spawned(program, "multiprocessing.Process(target=work)", { launch: { target } });
    expect(outcome.includes("spawn") ? null : outcome).toBe(reason);
  });

  test("all objections are told", async () => {
    const objections = [
      { reason: "unpicklable-target", detail: "a lambda" },
      { reason: "shared-primitive", detail: "a Queue" },
    ] as const;
    const proposal = await proposalFor({ "main.py": text }, part, { launch: { objections } });
    expect(proposal?.plan).toMatchObject({ reason: "unpicklable-target", detail: "a lambda; a Queue" });
  });

  test.each<readonly [RuleCode, Over]>([
    ["GFF101", { state: "created" }],
    ["GFF103", { state: "warm" }],
  ])("nothing is proposed for %s: %j", async (rule, over) => {
    expect(await proposalFor({ "main.py": text }, part, { ...over, rule })).toBeUndefined();
  });
});

test("several launches change together, and a construction once", async () => {
  const text =
    "import multiprocessing\nfrom concurrent.futures import ProcessPoolExecutor\ne = ProcessPoolExecutor()\ne.submit(f)\ne.submit(g)\nmultiprocessing.Pool(2)\n";
  const texts = { "main.py": text };
  const launches = [
    launchAt(placeOf(texts, "e.submit(f)"), { construct: "executor" }),
    launchAt(placeOf(texts, "e.submit(g)"), { construct: "executor" }),
    launchAt(placeOf(texts, "multiprocessing.Pool(2)"), { construct: "pool" }),
  ];
  const proposal = await proposalFor(texts, "e.submit(f)", { launches });
  expect(await outcomeOf(texts, proposal?.plan)).toEqual({
    "main.py": text
      .replace("ProcessPoolExecutor()", 'ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))')
      .replace("multiprocessing.Pool(2)", 'multiprocessing.get_context("spawn").Pool(2)'),
  });
});

describe("a pool is made before the server", () => {
  const head = "import multiprocessing\nimport grpc\n\n\ndef serve():\n";

  /** `server.…` calls of the body are the server's own. */
  async function plansFor(
    body: string,
    over: Over = {},
  ): Promise<{ text: string; plan: Plan | undefined; spawn: boolean }> {
    const texts = { "main.py": head + body };
    const call = /multiprocessing\.Pool\([^)]*\)/.exec(body)?.[0] ?? "";
    const calls = [...body.matchAll(/^ +(?:port = )?((?:server\.|add_).*)$/gm)].map(([, part = ""]) => ({
      method: "",
      at: placeOf(texts, part),
      process: "own" as const,
    }));
    const creation = placeOf(texts, /grpc\.server\(.*\)/.exec(body)?.[0] ?? "");
    const proposal = await proposalFor(texts, call, {
      rule: "GFF202",
      object: "server",
      state: "warm",
      calls,
      creations: [[placeOf(texts, "def serve():"), creation]],
      ...over,
      launch: { construct: "pool", ...over.launch },
    });
    const outcome = await outcomeOf(texts, proposal?.plan);
    const text = typeof outcome === "string" ? outcome : (outcome["main.py"] ?? "");
    return { text: text.replace(head, ""), plan: proposal?.plan, spawn: proposal?.otherwise !== undefined };
  }

  const server =
    "    server = grpc.server(futures.ThreadPoolExecutor(4))\n    add_OrdersServicer_to_server(Orders(), server)\n    server.add_insecure_port('[::]:50051')\n    server.start()\n";
  const pool = "    pool = multiprocessing.Pool(2)\n";

  test.each([
    [
      "after its start",
      `${server}${pool}    server.wait_for_termination()\n`,
      `${pool}${server}    server.wait_for_termination()\n`,
    ],
    [
      "with a comment and a gap",
      `    n = 2\n\n${server}\n    # Workers.\n    pool = multiprocessing.Pool(n)\n\n    server.wait_for_termination()\n`,
      `    n = 2\n\n    # Workers.\n    pool = multiprocessing.Pool(n)\n${server}\n    server.wait_for_termination()\n`,
    ],
    ["at the end of the file", `${server}${pool}`, `${pool}${server}`],
    ["at the end without a line end", `${server}${pool}`.trimEnd(), `${pool}${server}`],
  ])("%s", async (_name, before, after) => {
    const { text, plan, spawn } = await plansFor(before);
    expect(text).toBe(after);
    expect(plan).toMatchObject({ safety: "safe" });
    expect(spawn).toBe(true);
  });

  test.each<readonly [string, string, Over]>([
    ["something else happens in between", `${server}    print("serving")\n${pool}`, {}],
    [
      "it needs what was made in between",
      `${server.replace("    server.add", "    port = server.add")}    pool = multiprocessing.Pool(port)\n`,
      {},
    ],
    ["its name meant something before", server.replace("Orders()", "Orders(pool)") + pool, {}],
    ["it is opened by with", `${server}    with multiprocessing.Pool(2) as pool:\n        pool.map(f, [])\n`, {}],
    ["it is in another block", `${server}    if many:\n    ${pool}`, {}],
    ["its workers are replaced", `${server}    pool = multiprocessing.Pool(2, maxtasksperchild=1)\n`, {}],
    ["a handler makes it", server + pool, { launch: { inHandler: true } }],
    ["a thread makes it", server + pool, { launch: { inThread: true } }],
  ])("unless %s: then it is spawned", async (_name, body, over) => {
    const { text, plan } = await plansFor(body, over);
    expect(plan).toMatchObject({ safety: "unsafe" });
    expect(text).toBe(body.replace("multiprocessing.Pool", 'multiprocessing.get_context("spawn").Pool'));
  });
});
