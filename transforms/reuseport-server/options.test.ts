import type { Place } from "../../src/types";
import { outcome, shopOf } from "./evidence.test-data";
import { planOptions } from "./options";
import { planOf } from "./part";

/** What `grpc.server(…)` and `add_…_port(…)` become in a program of some lines. */
async function edited(text: string, reusePort: "state" | "leave", ports: readonly string[] = []): Promise<string> {
  const shop = await shopOf({ "shop.py": text });
  const misplaced: Place[] = ports.map((code) => shop.at(code));
  const creation = shop.at(text.includes("aio.server(") ? "grpc.aio.server(" : "grpc.server(");
  const planned = planOptions({ creation, misplaced, reusePort }, shop.source);
  return outcome(shop, { findings: [0], plan: planOf(planned) });
}

describe("grpc.so_reuseport is stated", () => {
  test.each([
    ["grpc.server(pool)", 'grpc.server(pool, options=[("grpc.so_reuseport", 1)])'],
    ["grpc.server(pool, )", 'grpc.server(pool, options=[("grpc.so_reuseport", 1)], )'],
    ["grpc.aio.server()", 'grpc.aio.server(options=[("grpc.so_reuseport", 1)])'],
    ["grpc.server(\n    pool,\n)", 'grpc.server(\n    pool,\n    options=[("grpc.so_reuseport", 1)],\n)'],
    ["grpc.server(pool, options=None)", 'grpc.server(pool, options=[("grpc.so_reuseport", 1)])'],
    ["grpc.server(pool, options=[])", 'grpc.server(pool, options=[("grpc.so_reuseport", 1)])'],
    ["grpc.server(pool, options=())", 'grpc.server(pool, options=(("grpc.so_reuseport", 1),))'],
    ["grpc.server(pool, options=[A])", 'grpc.server(pool, options=[A, ("grpc.so_reuseport", 1)])'],
    ["grpc.server(pool, options=(A,))", 'grpc.server(pool, options=(A, ("grpc.so_reuseport", 1)))'],
    ["grpc.server(pool, options=(A, B))", 'grpc.server(pool, options=(A, B, ("grpc.so_reuseport", 1)))'],
    ["grpc.server(pool, None, None, [A])", 'grpc.server(pool, None, None, [A, ("grpc.so_reuseport", 1)])'],
    ['grpc.server(pool, options=[("grpc.so_reuseport", 0)])', 'grpc.server(pool, options=[("grpc.so_reuseport", 1)])'],
    ['grpc.server(p, options=(("grpc.so_reuseport", False),))', 'grpc.server(p, options=(("grpc.so_reuseport", 1),))'],
    ["grpc.server(pool, options=make())", 'grpc.server(pool, options=(*make(), ("grpc.so_reuseport", 1)))'],
    ["grpc.server(pool, **kw, options=[A])", 'grpc.server(pool, **kw, options=[A, ("grpc.so_reuseport", 1)])'],
  ])("%s", async (before, after) => {
    expect(await edited(`server = ${before}\n`, "state")).toBe(`server = ${after}\n`);
  });

  test("in the list of a name that nobody else reads", async () => {
    const text = "OPTIONS = [A]\n\ndef serve():\n    server = grpc.server(pool, options=OPTIONS)\n";
    expect(await edited(text, "state")).toBe(text.replace("[A]", '[A, ("grpc.so_reuseport", 1)]'));
  });

  test("beside a name that others read", async () => {
    const text = "OPTIONS = [A]\nprint(OPTIONS)\nserver = grpc.server(pool, options=OPTIONS)\n";
    const after = '(*OPTIONS, ("grpc.so_reuseport", 1))';
    expect(await edited(text, "state")).toBe(text.replace("=OPTIONS", `=${after}`));
  });

  test("beside a parameter, which may be None", async () => {
    const text = "def serve(options):\n    server = grpc.server(pool, options=options)\n";
    const after = 'options=(*(options or ()), ("grpc.so_reuseport", 1))';
    expect(await edited(text, "state")).toBe(text.replace("options=options", after));
  });

  test.each([
    ["server = grpc.server(pool, **kw)\n"],
    ["server = grpc.server(*args)\n"],
    ['OFF = [("grpc.so_reuseport", 0)]\nprint(OFF)\nserver = grpc.server(pool, options=OFF)\n'],
  ])("but not in %j", async (text) => {
    expect(await edited(text, "state")).toMatch(/^unsupported-shape: /);
  });

  test("and stays alone where it is", async () => {
    const text = 'server = grpc.server(pool, options=[("grpc.so_reuseport", 1)])\n';
    expect(await edited(text, "state")).toBe(text);
  });
});

describe("options of a port", () => {
  const insecure = "server.add_insecure_port(";
  const move = (creation: string, options: string, reusePort: "state" | "leave" = "leave") =>
    edited(`server = ${creation}\nserver.add_insecure_port("[::]:50051", ${options})\n`, reusePort, [insecure]);
  const then = (creation: string) => `server = ${creation}\nserver.add_insecure_port("[::]:50051")\n`;

  test("move as they are", async () => {
    const pair = "[('grpc.so_reuseport', 1)]";
    expect(await move("grpc.server(pool)", `options=${pair}`)).toBe(then(`grpc.server(pool, options=${pair})`));
  });

  test("move when they have no keyword", async () => {
    expect(await move("grpc.server(pool)", "[A]")).toBe(then("grpc.server(pool, options=[A])"));
  });

  test("state nothing that nobody wrote", async () => {
    expect(await move("grpc.server(pool)", "options=OPTIONS")).toBe(then("grpc.server(pool, options=OPTIONS)"));
  });

  test("join those that are there", async () => {
    expect(await move("grpc.server(pool, options=[A])", "options=(B, C)")).toBe(
      then("grpc.server(pool, options=[A, B, C])"),
    );
    expect(await move("grpc.server(pool, options=[A])", "options=OPTIONS")).toBe(
      then("grpc.server(pool, options=[A, *OPTIONS])"),
    );
  });

  test("are not doubled", async () => {
    const pair = '("grpc.so_reuseport", 1)';
    expect(await move(`grpc.server(pool, options=[${pair}])`, `options=[${pair}]`)).toBe(
      then(`grpc.server(pool, options=[${pair}])`),
    );
  });

  test("are turned on where they are off and that is wrong", async () => {
    const off = 'options=[("grpc.so_reuseport", 0)]';
    expect(await move("grpc.server(pool)", off)).toBe(then(`grpc.server(pool, ${off})`));
    expect(await move("grpc.server(pool)", off, "state")).toBe(then(`grpc.server(pool, ${off.replace("0)", "1)")})`));
  });

  test("of a secure port are its third argument", async () => {
    const text = "server = grpc.server(pool)\nserver.add_secure_port(a, credentials, [A])\n";
    expect(await edited(text, "leave", ["server.add_secure_port("])).toBe(
      "server = grpc.server(pool, options=[A])\nserver.add_secure_port(a, credentials)\n",
    );
  });

  test("stay where the server cannot see what they are made of", async () => {
    const text = "server = grpc.server(pool)\nlimit = read()\nserver.add_insecure_port(a, options=[('m', limit)])\n";
    expect(await edited(text, "leave", [insecure])).toMatch(/^captured-value: /);
    const inFunction = `def serve():\n    ${text.trimEnd().replaceAll("\n", "\n    ")}\n`;
    expect(await edited(inFunction, "leave", [insecure])).toMatch(/^captured-value: /);
  });

  test("stay where they are hidden in **kwargs", async () => {
    const text = "server = grpc.server(pool)\nserver.add_insecure_port(a, **kw)\n";
    expect(await edited(text, "leave", [insecure])).toMatch(/^unsupported-shape: /);
  });
});
