import { findingsIn } from "./program.test-data";

const fork = "Process(target=work).start()";
const work = `
    def work():
        get_stub().Count(b"")
`;

/** A getter, a child that uses it, and what the parent does before and after it forks. */
const program = (getter: string, before: string) => `${getter}${work}
    ${before}
    ${fork}
`;

const cached = `
    @functools.lru_cache(maxsize=None)
    def get_stub():
        return StockStub(grpc.insecure_channel("stock:50051"))
`;
const created = 'return StockStub(grpc.insecure_channel("stock:50051"))';

test("a cached getter gives the child what the parent has got from it", async () => {
  expect(await findingsIn(program(cached, "get_stub()"))).toEqual([`GFF101 warning | ${created} | ${fork}`]);
  expect(await findingsIn(program(cached, "pass"))).toEqual([]);
});

test("a cached getter that is emptied before the fork gives a new one", async () => {
  expect(await findingsIn(program(cached, "get_stub(); get_stub.cache_clear()"))).toEqual([]);
});

test("a cached getter that is emptied in the child gives a new one there", async () => {
  const hook = "os.register_at_fork(after_in_child=get_stub.cache_clear)";
  expect(await findingsIn(program(cached, `get_stub(); ${hook}`))).toEqual([]);
  // The parent has called: the new channel gets the old connection.
  expect(await findingsIn(program(cached, `get_stub().Count(b""); ${hook}`))).toEqual([
    `GFF103 error | ${created} | ${fork}`,
  ]);
});

test("a cached getter keeps one for each argument", async () => {
  const found = await findingsIn(`
    @functools.cache
    def get_stub(address):
        return StockStub(grpc.insecure_channel(address))

    def work():
        get_stub("child:50051").Count(b"")

    get_stub("parent:50051").Count(b"")
    ${fork}
  `);
  expect(found).toEqual([]);
});

test("a dict by process id has nothing of the parent's for the child", async () => {
  const byPid = `
    stubs = {}
    def get_stub():
        pid = os.getpid()
        if pid not in stubs:
            stubs[pid] = StockStub(grpc.insecure_channel("stock:50051"))
        return stubs[pid]
  `;
  expect(await findingsIn(program(byPid, "get_stub()"))).toEqual([]);
  const byName = byPid.replaceAll("pid", "name").replace("os.getname()", '"stock"');
  expect(await findingsIn(program(byName, "get_stub()"))).toHaveLength(1);
});

test("a slot that compares the process id is renewed in the child", async () => {
  const slot = (test: string) => `
    _stub = None
    _pid = None
    def get_stub():
        global _stub, _pid
        if ${test}:
            _stub = StockStub(grpc.insecure_channel("stock:50051"))
            _pid = os.getpid()
        return _stub
  `;
  expect(await findingsIn(program(slot("_pid != os.getpid()"), "get_stub()"))).toEqual([]);
  expect(await findingsIn(program(slot("_stub is None or os.getpid() != _pid"), "get_stub()"))).toEqual([]);
  expect(await findingsIn(program(slot("_stub is None"), "get_stub()"))).toHaveLength(1);
});

test("a thread-local is inherited by the forked thread", async () => {
  const local = `
    local = threading.local()
    def get_stub():
        if not hasattr(local, "stub"):
            local.stub = StockStub(grpc.insecure_channel("stock:50051"))
        return local.stub
  `;
  expect(await findingsIn(program(local, "get_stub()"))).toHaveLength(1);
  expect(await findingsIn(program(local, "pass"))).toEqual([]);
});

test("a default argument is evaluated once, where the function is defined", async () => {
  const found = await findingsIn(`
    def work(stub=StockStub(grpc.insecure_channel("stock:50051"))):
        stub.Count(b"")

    ${fork}
    Process(target=work, args=(None,)).start()
  `);
  expect(found).toEqual([`GFF101 warning | def work(stub=StockStub(grpc.insecure_channel("stock:50051"))): | ${fork}`]);
});

test("a key that is read from outside may be any of those in the dict", async () => {
  const found = await findingsIn(`
    stubs = {"tea": StockStub(grpc.insecure_channel("tea:50051")), "milk": None}

    def work():
        stubs[os.environ["SHELF"]].Count(b"")

    ${fork}
  `);
  expect(found).toHaveLength(1);
});
