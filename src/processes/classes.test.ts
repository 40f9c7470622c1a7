import { findingsIn } from "./program.test-data";

const fork = "Process(target=work).start()";

const byNew = `
    class Client:
        _instance = None

        def __new__(cls):
            if cls._instance is None:
                cls._instance = super().__new__(cls)
                cls._instance.stub = StockStub(grpc.insecure_channel("stock:50051"))
            return cls._instance
`;

const byMetaclass = `
    class Singleton(type):
        _instances = {}

        def __call__(cls, *args, **kwargs):
            if cls not in cls._instances:
                cls._instances[cls] = super().__call__(*args, **kwargs)
            return cls._instances[cls]

    class Client(metaclass=Singleton):
        def __init__(self):
            self.stub = StockStub(grpc.insecure_channel("stock:50051"))
`;

const byClassMethod = `
    class Client:
        _shared = None

        def __init__(self):
            self.stub = StockStub(grpc.insecure_channel("stock:50051"))

        @classmethod
        def get(cls):
            if cls._shared is None:
                cls._shared = cls()
            return cls._shared
`;

const plain = `
    class Client:
        def __init__(self):
            self.stub = StockStub(grpc.insecure_channel("stock:50051"))
`;

describe.each([
  ["by __new__", byNew, "Client()", true],
  ["by a metaclass", byMetaclass, "Client()", true],
  ["by a class method", byClassMethod, "Client.get()", true],
  ["that is none", plain, "Client()", false],
])("a singleton %s", (_how, definition, make, shared) => {
  const program = (parent: string) => `${definition}
    def work():
        ${make}.stub.Count(b"")

    ${parent}
    ${fork}
  `;

  test("that the parent has made is the child's too", async () => {
    expect(await findingsIn(program(make))).toHaveLength(shared ? 1 : 0);
  });

  test("that the parent has not made is made in the child", async () => {
    expect(await findingsIn(program("pass"))).toEqual([]);
  });
});

test("fields of a dataclass come from arguments, defaults and factories", async () => {
  const program = (field: string, make: string) => `
    from dataclasses import dataclass, field

    def connect():
        return StockStub(grpc.insecure_channel("stock:50051"))

    @dataclass
    class Shop:
        name: str
        stub: StockStub = ${field}

    def work():
        shop.stub.Count(b"")

    shop = ${make}
    ${fork}
  `;
  expect(await findingsIn(program("None", 'Shop("tea", connect())'))).toHaveLength(1);
  expect(await findingsIn(program("connect()", 'Shop("tea")'))).toHaveLength(1);
  expect(await findingsIn(program("field(default_factory=connect)", 'Shop(name="tea")'))).toHaveLength(1);
  expect(await findingsIn(program("field(default_factory=connect)", 'Shop("tea", stub=None)'))).toEqual([]);
});

test("a subclass of Process: __init__ is the parent's, run is the child's", async () => {
  const program = (init: string, run: string) => `
    class Worker(Process):
        def __init__(self):
            super().__init__()
            ${init}

        def run(self):
            ${run}

    Worker().start()
  `;
  const open = 'self.stub = StockStub(grpc.insecure_channel("stock:50051"))';
  expect(await findingsIn(program(open, 'self.stub.Count(b"")'))).toEqual([
    `GFF102 warning | ${open} | Worker().start()`,
  ]);
  expect(await findingsIn(program("self.stub = None", `${open}; self.stub.Count(b"")`))).toEqual([]);
});

test("a property computes anew, a cached one keeps", async () => {
  const program = (decorator: string) => `
    class Client:
        @${decorator}
        def stub(self):
            return StockStub(grpc.insecure_channel("stock:50051"))

    client = Client()

    def work():
        client.stub.Count(b"")

    client.stub
    ${fork}
  `;
  expect(await findingsIn(program("property"))).toEqual([]);
  expect(await findingsIn(program("functools.cached_property"))).toHaveLength(1);
});

test("__getattr__ forwards to what it wraps", async () => {
  const found = await findingsIn(`
    class Traced:
        def __init__(self, stub):
            self._stub = stub

        def __getattr__(self, name):
            return getattr(self._stub, name)

    traced = Traced(StockStub(grpc.insecure_channel("stock:50051")))

    def work():
        traced.Count(b"")

    ${fork}
  `);
  expect(found).toHaveLength(1);
});
