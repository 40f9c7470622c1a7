import { findingsIn } from "./program.test-data";

const channel = 'channel = grpc.insecure_channel("stock:50051")';
const count = `
    def count(item):
        return StockStub(channel).Count(item)
`;

test("a pool forks when it is made: what is made later is not inherited", async () => {
  const before = `${count}
    ${channel}
    pool = Pool(2)
    pool.map(count, [b"1"])
  `;
  expect(await findingsIn(before)).toEqual([`GFF101 warning | ${channel} | pool = Pool(2)`]);
  const after = `${count}
    pool = Pool(2)
    ${channel}
    pool.map(count, [b"1"])
  `;
  expect(await findingsIn(after)).toEqual([]);
});

test("the state that counts is that at construction, not at the task", async () => {
  const found = await findingsIn(`${count}
    ${channel}
    pool = Pool(2)
    StockStub(channel).Count(b"0")
    pool.map(count, [b"1"])
  `);
  expect(found).toEqual([`GFF101 warning | ${channel} | pool = Pool(2)`]);
});

test("workers that are replaced are forked from what the parent has become", async () => {
  const found = await findingsIn(`${count}
    pool = Pool(2, maxtasksperchild=1)
    ${channel}
    StockStub(channel).Count(b"0")
    pool.map(count, [b"1"])
  `);
  expect(found).toEqual([`GFF101 error | ${channel} | pool = Pool(2, maxtasksperchild=1)`]);
});

test("an executor forks at the first task", async () => {
  const program = (first: string, then: string) => `
    from concurrent.futures import ProcessPoolExecutor
    ${count}
    executor = ProcessPoolExecutor(2)
    ${first}
    ${then}
    executor.submit(count, b"2")
  `;
  expect(await findingsIn(program(channel, "pass"))).toEqual([
    `GFF101 warning | ${channel} | executor.submit(count, b"2")`,
  ]);
  expect(await findingsIn(program("executor.submit(len, b'1')", channel))).toEqual([]);
});

test("what an initializer binds is there in the tasks, and only in the worker", async () => {
  const found = await findingsIn(`
    stub = None

    def connect():
        global stub
        stub = StockStub(grpc.insecure_channel("stock:50051"))

    def count(item):
        return stub.Count(item)

    with Pool(2, initializer=connect) as pool:
        pool.map(count, [b"1"])
    Process(target=count, args=(b"2",)).start()
  `);
  expect(found).toEqual([]);
});

test("what is given to a pool's task is pickled, and that fails", async () => {
  const found = await findingsIn(`
    def count(stub):
        return stub.Count(b"")

    stub = StockStub(grpc.insecure_channel("stock:50051"))
    with Pool(2) as pool:
        pool.apply(count, (stub,))
  `);
  expect(found).toEqual([
    'GFF102 error | stub = StockStub(grpc.insecure_channel("stock:50051")) | with Pool(2) as pool:',
  ]);
});

test("a grandchild uses what the first process made: the fork that counts is the first on the way", async () => {
  const found = await findingsIn(`
    ${channel}

    def inner():
        StockStub(channel).Count(b"")

    def outer():
        Process(target=inner).start()

    Process(target=outer).start()
  `);
  expect(found).toEqual([`GFF101 warning | ${channel} | Process(target=outer).start()`]);
});

test("a grandchild uses what the child made", async () => {
  const found = await findingsIn(`
    def outer():
        channel = grpc.insecure_channel("stock:50051")
        Process(target=lambda: StockStub(channel).Count(b"")).start()

    Process(target=outer).start()
  `);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain("lambda");
});

test("functions handed over by other names are followed", async () => {
  const found = await findingsIn(`
    def count(stub):
        stub.Count(b"")

    def start(target, *args):
        child = Process(target=target, args=args)
        child.start()

    jobs = {"count": count}
    stub = StockStub(grpc.insecure_channel("stock:50051"))
    start(jobs["count"], stub)
  `);
  expect(found).toEqual([
    'GFF102 warning | stub = StockStub(grpc.insecure_channel("stock:50051")) | child = Process(target=target, args=args)',
  ]);
});

test("threads that are joined leave the parent idle, others leave it busy", async () => {
  const program = (join: string) => `
    ${channel}
    stub = StockStub(channel)

    def poll():
        while True:
            stub.Count(b"")

    poller = threading.Thread(target=poll)
    poller.start()
    ${join}
    Process(target=stub.Count, args=(b"",)).start()
  `;
  const busy = await findingsIn(program("pass"));
  const idle = await findingsIn(program("poller.join()"));
  expect(idle).toEqual([expect.stringMatching(/^GFF102/)]);
  expect(busy).toEqual([...idle, expect.stringMatching(/^GFF104 error/)]);
});
