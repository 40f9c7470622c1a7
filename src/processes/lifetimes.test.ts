import { findingsIn } from "./program.test-data";

const fork = "Process(target=work).start()";
const created = 'channel = grpc.insecure_channel("stock:50051")';

/** The parent calls inside a block, and forks after it a child that opens a channel to the same address. */
const after = (definitions: string, block: string) => `
    def work():
        with grpc.insecure_channel("stock:50051", [("grpc.x", 1)]) as channel:
            StockStub(channel).Count(b"")
    ${definitions}
    def main():
        ${block}

    main()
    ${fork}
`;

const generator = `
    @contextlib.contextmanager
    def connect():
        ${created}
        try:
            yield StockStub(channel)
        finally:
            channel.close()
`;

const object = `
    class Connection:
        def __enter__(self):
            self.channel = grpc.insecure_channel("stock:50051")
            return StockStub(self.channel)

        def __exit__(self, *error):
            self.channel.close()
`;

test.each([
  ["a channel", "", "with grpc.insecure_channel('stock:50051') as channel: StockStub(channel).Count(b'')"],
  ["a generator", generator, "with connect() as stub: stub.Count(b'')"],
  ["an object", object, "with Connection() as stub: stub.Count(b'')"],
  [
    "closing()",
    "",
    "with contextlib.closing(grpc.insecure_channel('stock:50051')) as channel: StockStub(channel).Count(b'')",
  ],
  [
    "an exit stack",
    generator,
    `
        with contextlib.ExitStack() as stack:
            stub = stack.enter_context(connect())
            stub.Count(b"")`,
  ],
  [
    "a callback of an exit stack",
    "",
    `
        with contextlib.ExitStack() as stack:
            channel = grpc.insecure_channel("stock:50051")
            stack.callback(channel.close)
            StockStub(channel).Count(b"")`,
  ],
  [
    "a block that is left by return",
    generator,
    `
        with connect() as stub:
            return stub.Count(b"")`,
  ],
  [
    "a block that is left by break",
    generator,
    `
        while True:
            with connect() as stub:
                stub.Count(b"")
                break`,
  ],
  [
    "finally, left by return",
    "",
    `
        channel = grpc.insecure_channel("stock:50051")
        try:
            return StockStub(channel).Count(b"")
        finally:
            channel.close()`,
  ],
])("with %s the parent's connection ends before the fork", async (_what, definitions, block) => {
  expect(await findingsIn(after(definitions, block))).toEqual([]);
});

test("without an end the connection is there at the fork", async () => {
  const found = await findingsIn(after("", 'StockStub(grpc.insecure_channel("stock:50051")).Count(b"")'));
  expect(found).toEqual([
    `GFF103 error | with grpc.insecure_channel("stock:50051", [("grpc.x", 1)]) as channel: | ${fork}`,
  ]);
});

test("inside the block it is open", async () => {
  const found = await findingsIn(`${generator}
    with connect() as stub:
        stub.Count(b"")
        Process(target=stub.Count, args=(b"",)).start()
  `);
  expect(found).toEqual([`GFF102 error | ${created} | Process(target=stub.Count, args=(b"",)).start()`]);
});

test("a generator runs when it is iterated over, in the process that does it", async () => {
  const program = (use: string) => `
    def stubs():
        for port in (50051, 50052):
            yield StockStub(grpc.insecure_channel("stock:%d" % port))

    made = stubs()

    def work():
        for stub in made:
            stub.Count(b"")

    ${use}
    ${fork}
  `;
  expect(await findingsIn(program("pass"))).toEqual([]);
  expect(await findingsIn(program("made = list(made)"))).toHaveLength(1);
});

test("next() stops a generator at its yield", async () => {
  const found = await findingsIn(`
    def connect():
        with grpc.insecure_channel("stock:50051") as channel:
            yield StockStub(channel)

    stub = next(connect())

    def work():
        stub.Count(b"")

    ${fork}
  `);
  expect(found).toEqual([`GFF101 warning | with grpc.insecure_channel("stock:50051") as channel: | ${fork}`]);
});

test("a stream is under way until it is read to its end", async () => {
  const program = (read: string) => `
    ${created}
    watch = channel.unary_stream("/shop.Stock/Watch")

    def work():
        watch(b"")

    stream = watch(b"")
    ${read}
    ${fork}
  `;
  const rules = async (read: string) => (await findingsIn(program(read))).map((found) => found.slice(0, 6));
  expect(await rules("pass")).toEqual(["GFF101", "GFF104", "GFF304"]);
  expect(await rules("for item in stream: pass")).toEqual(["GFF101"]);
});
