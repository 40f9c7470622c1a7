import { findingsIn } from "./program.test-data";

const stub = 'stub = StockStub(grpc.insecure_channel("stock:50051"))';
const fork = "Process(target=work).start()";

test("a decorator of the program is called, and its wrapper takes the name", async () => {
  const found = await findingsIn(`
    def logged(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            print(function.__name__)
            return function(*args, **kwargs)
        return wrapper

    ${stub}

    @logged
    def work():
        stub.Count(b"")

    ${fork}
  `);
  expect(found).toEqual([`GFF101 warning | ${stub} | ${fork}`]);
});

test("a decorator with arguments hands over what it closes over", async () => {
  const program = (use: string) => `
    def connected(client):
        def decorate(function):
            def wrapper():
                return function(${use})
            return wrapper
        return decorate

    ${stub}

    @connected(stub)
    def work(client):
        client and client.Count(b"")

    ${fork}
  `;
  expect(await findingsIn(program("client"))).toEqual([`GFF101 warning | ${stub} | ${fork}`]);
  expect(await findingsIn(program("None"))).toEqual([]);
});

test("a decorator that drops the function drops its uses", async () => {
  const found = await findingsIn(`
    def disabled(function):
        def nothing():
            pass
        return nothing

    ${stub}

    @disabled
    def work():
        stub.Count(b"")

    ${fork}
  `);
  expect(found).toEqual([]);
});

test("a class as a decorator is called through __call__", async () => {
  const found = await findingsIn(`
    class Task:
        def __init__(self, function):
            self.function = function

        def __call__(self):
            return self.function()

    ${stub}

    @Task
    def work():
        stub.Count(b"")

    ${fork}
  `);
  expect(found).toEqual([`GFF101 warning | ${stub} | ${fork}`]);
});

test("what a framework keeps by decorator runs in the process that registered it", async () => {
  const found = await findingsIn(`
    from framework import app
    ${stub}

    @app.route("/stock")
    def count():
        stub.Count(b"")

    Process(target=app.run).start()
  `);
  expect(found).toEqual([]);
});
