import { findingsIn } from "./program.test-data";

const channel = 'channel = grpc.insecure_channel("stock:50051")';

test("what follows os.fork() is run once in each process", async () => {
  const found = await findingsIn(`
    ${channel}
    pid = os.fork()
    if pid == 0:
        StockStub(channel).Count(b"")
        os._exit(0)
    os.waitpid(pid, 0)
  `);
  expect(found).toEqual([`GFF101 warning | ${channel} | pid = os.fork()`]);
});

test.each(["pid > 0", "pid != 0", "pid"])("in the parent `%s` holds, and in the child it does not", async (test) => {
  const program = (parent: string, child: string) => `
    ${channel}
    pid = os.fork()
    if ${test}:
        ${parent}
    else:
        ${child}
  `;
  expect(await findingsIn(program("StockStub(channel).Count(b'')", "os._exit(0)"))).toEqual([]);
  expect(await findingsIn(program("os.wait()", "StockStub(channel).Count(b'')"))).toHaveLength(1);
});

test("a daemon goes on as the child of its child, with what it had", async () => {
  const daemonize = `
    def daemonize():
        pid = os.fork()
        if pid > 0:
            sys.exit(0)
        os.setsid()
        pid = os.fork()
        if pid > 0:
            sys.exit(0)
        return True
  `;
  const late = await findingsIn(`${daemonize}
    if daemonize():
        channel = grpc.insecure_channel("stock:50051")
        StockStub(channel).Count(b"")
  `);
  expect(late).toEqual([]);
  const early = await findingsIn(`${daemonize}
    ${channel}
    if daemonize():
        StockStub(channel).Count(b"")
  `);
  expect(early).toEqual([`GFF101 warning | ${channel} | pid = os.fork()`]);
});

test("try around os.fork() hides neither side", async () => {
  const found = await findingsIn(`
    ${channel}
    try:
        pid = os.fork()
    except OSError as error:
        sys.exit(1)
    if pid == 0:
        StockStub(channel).Count(b"")
  `);
  expect(found).toEqual([`GFF101 warning | ${channel} | pid = os.fork()`]);
});

test("a child that leaves the loop goes on after it", async () => {
  const found = await findingsIn(`
    ${channel}
    for number in range(4):
        pid = os.fork()
        if pid == 0:
            break
    if pid == 0:
        StockStub(channel).Count(b"")
  `);
  expect(found).toEqual([`GFF101 warning | ${channel} | pid = os.fork()`]);
});

test("a child goes on after the block that forked it, and the parent on its own", async () => {
  const found = await findingsIn(`
    ${channel}
    pid = 1
    if sys.argv[1] == "both":
        pid = os.fork()
    if pid == 0:
        StockStub(channel).Count(b"")
  `);
  expect(found).toEqual([`GFF101 warning | ${channel} | pid = os.fork()`]);
});

test("a function returns in both processes", async () => {
  const program = (test: string) => `
    ${channel}

    def spawn():
        print("forking")
        return os.fork()

    def start():
        with open("log") as log:
            return spawn()

    pid = start()
    if ${test}:
        StockStub(channel).Count(b"")
  `;
  expect(await findingsIn(program("pid == 0"))).toEqual([`GFF101 warning | ${channel} | return os.fork()`]);
  expect(await findingsIn(program("pid > 0"))).toEqual([]);
});

test("what the child binds stays in the child", async () => {
  const found = await findingsIn(`
    ${channel}
    stub = None
    for number in range(2):
        if os.fork() == 0:
            stub = StockStub(channel)
            break
    Process(target=lambda: stub and stub.Count(b"")).start()
  `);
  // The child of the child uses what the first process made; in the first process \`stub\` is None.
  expect(found).toEqual([`GFF101 warning | ${channel} | if os.fork() == 0:`]);
});

test("a hook of register_at_fork runs in the child before anything else", async () => {
  const program = (hook: string) => `
    ${channel}
    stub = StockStub(channel)
    stub.Count(b"")

    def reset():
        global stub
        ${hook}

    os.register_at_fork(after_in_child=reset)
    if os.fork() == 0:
        stub.Count(b"")
  `;
  const renewed = 'stub = StockStub(grpc.insecure_channel("stock:50051", [("grpc.use_local_subchannel_pool", 1)]))';
  expect(await findingsIn(program(renewed))).toEqual([]);
  expect(await findingsIn(program("pass"))).toEqual([`GFF101 error | ${channel} | if os.fork() == 0:`]);
});
