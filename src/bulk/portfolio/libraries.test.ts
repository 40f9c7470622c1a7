import type { KeptFinding } from "./kept-report";
import { newLibraryTable } from "./libraries";

/** `acme_clients.channels` with the text and the names that the numbers stand for; after a space, the library that makes it. */
function made(module: string, text: number, code: number, library: string | null = null): KeptFinding {
  const [top = ""] = module.split(".");
  const digits = (number: number) => String(number).padStart(16, "0");
  const origin = { package: library ?? top, library, maker: "m", module, code: digits(code), copy: digits(text) };
  return { rule: "GFF101", name: "client-before-fork", path: "a.py", fingerprint: "f", fork: null, origin };
}

const other: KeptFinding = { ...made("x", 0, 0), rule: "GFF301", origin: null };

function tableOf(repositories: Readonly<Record<string, readonly KeptFinding[]>>) {
  const table = newLibraryTable();
  for (const [name, findings] of Object.entries(repositories)) table.add(name, findings);
  return table;
}

test("a package is known again by its names, a module by its text, a distribution by its name", () => {
  const table = tableOf({
    a: [made("acme_clients.channels", 1, 10), made("main", 2, 20), made("orders", 3, 30)],
    b: [made("acme_clients.channels", 4, 10), made("main", 5, 20), made("vendored", 3, 31)],
    c: [made("jobs", 6, 60, "google-cloud-pubsub")],
    d: [made("work", 7, 70, "google-cloud-pubsub")],
  });
  expect(table.libraries().map(({ name, kind, in: where }) => [name, kind, where])).toEqual([
    ["google-cloud-pubsub", "distribution", ["c", "d"]],
    ["acme_clients", "code", ["a", "b"]],
    ["orders", "code", ["a", "b"]],
  ]);
  expect(table.libraries()[1]).toMatchObject({ modules: ["acme_clients.channels"], texts: 2 });
  expect(table.libraries()[2]).toMatchObject({ modules: ["orders", "vendored"], texts: 1 });
});

test("first comes what leaves the most repositories without a finding, then what most findings are from", () => {
  const channels = made("acme_clients.channels", 1, 10);
  const tracing = made("acme_tracing.setup", 2, 20);
  const table = tableOf({
    a: [channels],
    b: [channels, channels],
    c: [tracing, tracing, tracing, other],
    d: [tracing, tracing, tracing, made("main", 3, 30)],
  });
  expect(
    table.libraries().map(({ name, cleared, findings, repositories }) => [name, cleared, findings, repositories]),
  ).toEqual([
    ["acme_clients", 2, 3, 2],
    ["acme_tracing", 0, 6, 2],
  ]);
});

test("what is in one repository alone is not shared, also beside what is", () => {
  const copied = (module: string) => made(module, 1, 10);
  const table = tableOf({
    a: [copied("app.clients"), made("app.orders", 2, 20)],
    b: [copied("service.clients"), made("service.stock", 3, 30)],
    c: [made("app.orders", 4, 40)],
  });
  expect(table.libraries()).toMatchObject([{ name: "app", findings: 2, in: ["a", "b"], texts: 1 }]);
  expect(
    table.packages().map(({ name, findings, repositories, only }) => [name, findings, repositories, only]),
  ).toEqual([
    ["app", 2, 2, null],
    ["app", 1, 1, "a"],
    ["app", 1, 1, "c"],
    ["service", 1, 1, "b"],
  ]);
});

test("a distribution and a package of one name are two things", () => {
  const vendored = made("etcd3.client", 1, 10);
  const table = tableOf({
    a: [vendored, made("main", 2, 20, "etcd3")],
    b: [made("jobs", 3, 30, "etcd3")],
    c: [vendored],
  });
  expect(table.libraries()).toMatchObject([
    { name: "etcd3", kind: "code", in: ["a", "c"] },
    { name: "etcd3", kind: "distribution", in: ["a", "b"] },
  ]);
});

test("two copied files of one name are two things, though one repository has both", () => {
  const [one, other] = [made("main", 1, 10), made("main", 2, 20)];
  expect(tableOf({ a: [one, other], b: [one], c: [other] }).libraries()).toMatchObject([
    { name: "main", in: ["a", "b"] },
    { name: "main", in: ["a", "c"] },
  ]);
});

test("two modules of a shared package are one library", () => {
  const [channels, tracing] = [made("acme_clients.channels", 1, 10), made("acme_clients.tracing", 2, 20)];
  const table = tableOf({ a: [channels, tracing], b: [channels], c: [tracing] });
  expect(table.libraries()).toMatchObject([
    {
      name: "acme_clients",
      cleared: 3,
      findings: 4,
      repositories: 3,
      modules: ["acme_clients.channels", "acme_clients.tracing"],
    },
  ]);
});

test("an object that a library makes counts for the library first, and for the shared code that asks it to", () => {
  const wrapped = made("acme_events.bus", 1, 10, "google-cloud-pubsub");
  const table = tableOf({ a: [wrapped], b: [wrapped], c: [made("jobs", 2, 20, "google-cloud-pubsub")] });
  expect(table.libraries().map(({ name, cleared }) => [name, cleared])).toEqual([
    ["google-cloud-pubsub", 3],
    ["acme_events", 2],
  ]);
  expect(table.packages()).toEqual([
    { name: "google-cloud-pubsub", kind: "distribution", findings: 3, repositories: 3, only: null },
  ]);
});
