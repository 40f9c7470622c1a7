import { otherCaller } from "./callers";
import { applied, launchOf, type Shop, shopOf } from "./evidence.test-data";
import { planHandover } from "./handover";
import { readChild, readLaunch } from "./launch-call";
import { isRefusal, planOf, together } from "./part";
import { planPort } from "./port";

function shared(shop: Shop): string {
  const launch = launchOf(shop.at("Process("), shop.at("def serve"));
  const read = readLaunch(launch, shop.source);
  const child = readChild([launch], shop.source);
  if (isRefusal(read)) return read.detail;
  if (isRefusal(child)) return child.detail;
  const ports = [shop.at(".add_insecure_port(")];
  const planned = planPort({ ports, child, launches: [read], homes: [child.scope] }, shop.source);
  if (isRefusal(planned)) return planned.detail;
  const caller = planned.addition && otherCaller(child, [read], shop.source);
  if (caller) return caller.detail;
  const handover = planHandover({ drop: [], add: planned.addition ? [planned.addition] : [] }, child, [read]);
  const plan = planOf(together([handover, planned.part]));
  return plan.kind === "refuse" ? plan.detail : applied(shop, [plan]);
}

const program = (serve: string, main: string, head = "") =>
  `import multiprocessing\nimport socket\n\n${head}\ndef serve${serve}\n\n\ndef main():\n${main}`;

const loop = "    for _ in range(4):\n        multiprocessing.Process(target=serve).start()\n";

test("the parent reserves a port before the loop", async () => {
  const before = program('():\n    server.add_insecure_port("[::]:0")', loop);
  expect(shared(await shopOf({ "shop.py": before }))).toBe(`import multiprocessing
import socket


def serve(port):
    server.add_insecure_port(f"[::]:{port}")


def _reserve_port():
    """Keeps a port for the workers, who bind it, too: this socket never listens."""
    for family in (socket.AF_INET6, socket.AF_INET):
        try:
            reserved = socket.socket(family, socket.SOCK_STREAM)
            reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            reserved.bind(("", 0))
        except OSError:
            continue
        if reserved.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT):
            return reserved
    raise RuntimeError("SO_REUSEPORT is not available")


def main():
    reserved = _reserve_port()
    port = reserved.getsockname()[1]
    for _ in range(4):
        multiprocessing.Process(target=serve, args=(port,)).start()
`);
});

describe("the address", () => {
  test.each([
    ["'127.0.0.1:0'", "f'127.0.0.1:{port}'"],
    ['r"[::]:0"', 'rf"[::]:{port}"'],
    ['"[::]" ":0"', '"[::]" f":{port}"'],
    ['f"{HOST}:0"', 'f"{HOST}:{port}"'],
    ['f"{HOST}:{PORT}"', 'f"{HOST}:{port}"'],
    ['f"{HOST}:{TEXT}"', 'f"{HOST}:{port}"'],
    ['"[::]:%d" % PORT', '"[::]:%d" % port'],
    ['"%s:%d" % (HOST, 0)', '"%s:%d" % (HOST, port)'],
    ['"[::]:{}".format(0)', '"[::]:{}".format(port)'],
    ['"[::]:" + "0"', '"[::]:" + str(port)'],
    ['"[::]:" + str(PORT)', '"[::]:" + str(port)'],
    ["ADDRESS", 'f"[::]:{port}"'],
  ])("%s", async (before, after) => {
    const head = 'HOST = "[::]"\nPORT = 0\nTEXT = "0"\nADDRESS = "[::]:0"\n\n';
    const text = program(`():\n    server.add_insecure_port(${before})`, loop, head);
    expect(shared(await shopOf({ "shop.py": text }))).toContain(`    server.add_insecure_port(${after})\n`);
  });

  test.each([['"[::]:50051"'], ["read()"], ['"{[::]}:0"'], ['os.environ["A"]']])(
    "%s is not understood",
    async (code) => {
      const text = program(`():\n    server.add_insecure_port(${code})`, loop);
      expect(shared(await shopOf({ "shop.py": text }))).toBe("the address of the server is not written out");
    },
  );
});

describe("the arguments", () => {
  test.each([
    ["(i)", "args=(i,)", "(i, port)", "args=(i, port)"],
    ["(i, j)", "args=(1, 2)", "(i, j, port)", "args=(1, 2, port)"],
    ["(i)", "args=[i]", "(i, port)", "args=[i, port]"],
    ["(i=1)", "", "(i=1, *, port)", 'kwargs={"port": port}'],
    ["(i=1)", "args=(2,)", "(i=1, *, port)", 'args=(2,), kwargs={"port": port}'],
    ["(i)", 'kwargs={"i": 1}', "(i, *, port)", 'kwargs={"i": 1, "port": port}'],
    ["(*, i)", 'kwargs={"i": 1}', "(*, i, port)", 'kwargs={"i": 1, "port": port}'],
    ["(*rest)", "args=(1, 2)", "(*rest, port)", 'args=(1, 2), kwargs={"port": port}'],
    ["(i: int)", "args=(1,)", "(i: int, port: int)", "args=(1, port)"],
    ["(\n    i,\n)", "args=(1,)", "(\n    i,\n    port,\n)", "args=(1, port)"],
  ])("%s with %s", async (parameters, args, newParameters, newArgs) => {
    const main = (list: string) => loop.replace("target=serve", `target=serve${list && ", "}${list}`);
    const body = ':\n    server.add_insecure_port("[::]:0")';
    const after = shared(await shopOf({ "shop.py": program(parameters + body, main(args)) }));
    expect(after).toContain(`def serve${newParameters}:\n`);
    const oneLine = after.replace(/\(\n\s*(.*)\n\s*\)/g, "($1)");
    expect(oneLine).toContain(`multiprocessing.Process(target=serve, ${newArgs})`);
  });

  test("that are the address are changed where they stand", async () => {
    const main = loop.replace("target=serve", 'target=serve, args=("[::]:0",)');
    const after = shared(
      await shopOf({ "shop.py": program("(address):\n    server.add_insecure_port(address)", main) }),
    );
    expect(after).toContain("def serve(address):\n");
    expect(after).toContain('Process(target=serve, args=(f"[::]:{port}",))');
  });

  test("that are the port are changed where they stand", async () => {
    const main = loop.replace("target=serve", "target=serve, args=(0,)");
    const body = '(number):\n    server.add_insecure_port(f"[::]:{number}")';
    expect(shared(await shopOf({ "shop.py": program(body, main) }))).toContain("Process(target=serve, args=(port,))");
  });
});

test("names that are taken are left alone", async () => {
  const main = `    reserved = port = 1\n${loop}`;
  const after = shared(await shopOf({ "shop.py": program('():\n    server.add_insecure_port("[::]:0")', main) }));
  expect(after).toContain(
    "    reserved_socket = _reserve_port()\n    shared_port = reserved_socket.getsockname()[1]\n",
  );
  expect(after).toContain("args=(shared_port,)");
});

test("a comprehension is a loop", async () => {
  const main = "    # four\n    workers = [multiprocessing.Process(target=serve) for _ in range(4)]\n";
  const after = shared(await shopOf({ "shop.py": program('():\n    server.add_insecure_port("[::]:0")', main) }));
  expect(after).toContain("[1]\n    # four\n    workers = [multiprocessing.Process(target=serve, args=(port,)) for");
});

describe("nothing is done", () => {
  const body = '():\n    server.add_insecure_port("[::]:0")';
  test.each([
    ["where each worker has its own call", "    multiprocessing.Process(target=serve).start()\n", "no place was found"],
    ["where others call the function", `${loop}    serve()\n`, "is used in other places"],
    ["where the target is a lambda", loop.replace("=serve", "=lambda: serve()"), "no plain function"],
    ["where arguments are hidden", loop.replace("=serve", "=serve, kwargs=kw"), "not written out"],
  ])("%s", async (_where, main, why) => {
    expect(shared(await shopOf({ "shop.py": program(body, main) }))).toContain(why);
  });

  test("where another file calls the function", async () => {
    const other = "from shop import serve\nserve()\n";
    const after = shared(await shopOf({ "shop.py": program(body, loop), "other.py": other }));
    expect(after).toContain("is used in other places");
  });
});
