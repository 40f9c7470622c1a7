import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ForgeError } from "./forge";
import { type Http, type HttpCall, linkedPage, openHttp, retryAfter } from "./http";
import { direct } from "./proxy";

type Act = (request: IncomingMessage, response: ServerResponse) => void;

const secret = "Bearer s3cret";
let server: Server;
let acts: Act[] = [];
let seen: string[] = [];
let time = 0;
let slept: number[] = [];

beforeEach(async () => {
  [acts, seen, slept, time] = [[], [], [], 1_000_000];
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? ""}`.trim());
    const act = acts.shift();
    if (act) act(request, response);
    else response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

function open(limit = 10_000): Http {
  return openHttp({
    api: origin(),
    headers: {},
    authorize: async () => secret,
    classify: () => null,
    route: direct,
    limit,
    now: () => time,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      time += milliseconds;
    },
    random: () => 0.5,
  });
}

const get = { method: "GET", path: "/x" } as const;
const post = { method: "POST", path: "/x", body: { a: 1 } } as const;

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}, body = "{}"): Act =>
  (_, response) => {
    response.writeHead(code, headers).end(body);
  };
const reset: Act = (request) => request.socket.destroy();
const cut: Act = (_, response) => {
  response.writeHead(200, { "content-length": "100" });
  response.write('{"a":', () => response.destroy());
};
const silent: Act = () => undefined;
const slow: Act = (_, response) => {
  response.writeHead(200, { "content-length": "100" });
  const timer = setInterval(() => response.write(" "), 5);
  response.once("close", () => clearInterval(timer));
};

async function failure(call: Promise<unknown>): Promise<ForgeError> {
  return call.then(
    () => {
      throw new Error("it did not fail");
    },
    (error: ForgeError) => error,
  );
}

test("reading is tried again after what passes", async () => {
  acts = [status(502, {}, "<html>"), reset, cut, status(200, {}, '{"a":1}')];
  expect((await open().call(get)).content).toEqual({ a: 1 });
  // Half of 2, 4 and 8 seconds: the jitter of this test is 0.5.
  expect(slept).toEqual([1_000, 2_000, 4_000]);
});

test("and given up in the end", async () => {
  acts = Array.from({ length: 9 }, () => status(503));
  expect((await failure(open().call(get))).failure).toEqual({ kind: "unavailable" });
  expect(seen).toHaveLength(5);
});

test.each([
  ["a bad gateway", status(502), "unavailable"],
  ["a reset", reset, "unavailable"],
  ["a cut answer", cut, "unavailable"],
  ["an answer that is no JSON", status(201, {}, "<html>"), "unavailable"],
  ["a limit", status(429, { "retry-after": "7" }), "limited"],
  ["a wrong token", status(401), "unauthorised"],
  ["what it may not do", status(403), "unauthorised"],
  ["what is not there", status(404), "missing"],
  ["a conflict", status(409), "exists"],
  ["a refusal", status(422), "invalid"],
])("what changes something is tried once: %s", async (_, act, kind) => {
  acts = [act];
  expect((await failure(open().call(post))).failure).toMatchObject({ kind });
  expect(seen).toEqual([`POST /x ${secret}`]);
});

test.each(["GET", "POST", "PATCH"] as const)("%s follows what has another name now", async (method) => {
  acts = [status(method === "GET" ? 301 : 307, { location: "/new" }), status(200, {}, '{"a":1}')];
  expect((await open().call({ ...post, method, ...(method === "GET" && { body: undefined }) })).content).toEqual({
    a: 1,
  });
  expect(seen).toEqual([`${method} /x ${secret}`, `${method} /new ${secret}`]);
});

test("nothing is created where a redirection does not keep the method, or leads elsewhere", async () => {
  for (const [code, location] of [
    [301, "/new"],
    [307, "http://127.0.0.1:1/elsewhere"],
  ] as const) {
    acts = [status(code, { location })];
    expect((await failure(open().call(post))).failure).toEqual({ kind: "missing" });
  }
  expect(seen).toHaveLength(2);
});

test("reading waits for a short limit, and tells of a long one", async () => {
  acts = [status(429, { "retry-after": "7" })];
  await open().call(get);
  expect(slept).toEqual([7_500]);
  acts = [status(429, { "retry-after": "3600" })];
  expect((await failure(open().call(get))).failure).toEqual({ kind: "limited", until: time + 3_600_000 });
});

describe("where the forge does not say how long it wants to be left alone", () => {
  const limited = () => status(429);
  const minutes = async (http: Http, call: HttpCall) => {
    const { failure: said } = await failure(http.call(call));
    return said.kind === "limited" ? (said.until - time) / 60_000 : said.kind;
  };

  test("each wait is twice as long as the one before, with some more by chance, and an hour and a half at most", async () => {
    const http = open();
    const waits: unknown[] = [];
    for (let round = 0; round < 9; round++) {
      acts = [limited()];
      const wait = await minutes(http, post);
      waits.push(wait);
      time += Number(wait) * 60_000;
    }
    // A quarter more each: the jitter of this test is 0.5, of one half.
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((wait) => wait * 1.25));
  });

  test("what it takes begins anew, and reading is another matter", async () => {
    const http = open();
    acts = [limited(), status(200), limited()];
    time += Number(await minutes(http, post)) * 60_000;
    expect((await http.call(post)).status).toBe(200);
    expect(await minutes(http, post)).toBe(1.25);
    expect((await http.call(get)).status).toBe(200);
    expect(await minutes(http, post)).toBe(1.25);
  });

  test("it is not asked before that", async () => {
    const http = open();
    acts = [limited()];
    await minutes(http, post);
    time += 30_000;
    expect(await minutes(http, post)).toBe(0.75);
    expect(seen).toHaveLength(1);
  });

  test("reading waits once by itself, and then tells", async () => {
    acts = [limited(), limited()];
    expect(await minutes(open(), get)).toBe(2.5);
    expect(slept).toEqual([75_500]);
  });
});

test.each([
  ["no answer", silent],
  ["an answer that comes byte by byte", slow],
])("%s in time is no answer", async (_, act) => {
  acts = [act];
  const error = await failure(open(100).call(post));
  expect(error.failure).toEqual({ kind: "unavailable" });
  expect(error.message).toBe("POST /x: no answer in time");
});

test("no error holds the secret", async () => {
  for (const act of [status(401, {}, '{"message":"Bad credentials"}'), reset, cut]) {
    acts = [act];
    const error = await failure(open().call(post));
    expect(JSON.stringify([error, error.message, error.stack])).not.toContain("s3cret");
  }
});

test("pages are followed by their links, and nobody else is asked", async () => {
  const page = (url: string, body: string) => status(200, { link: `<${url}>; rel="next", <x>; rel="last"` }, body);
  acts = [
    page(`${origin()}/x?page=2`, "[1,2]"),
    page("https://elsewhere.example/x?page=3", "[3]"),
    status(200, {}, "[4]"),
  ];
  const all: unknown[] = [];
  for await (const item of open().pages({ ...get, query: { per_page: "2" } }, linkedPage)) all.push(item);
  expect(all).toEqual([1, 2, 3, 4]);
  expect(seen).toEqual(["per_page=2", "page=2", "page=3"].map((query) => `GET /x?${query} ${secret}`));
});

test("a list that is none is no answer", async () => {
  const pages = open().pages(get, linkedPage);
  const error = await failure(pages[Symbol.asyncIterator]().next() as Promise<unknown>);
  expect(error.failure).toEqual({ kind: "unavailable" });
});

test.each([
  ["12", 12_000],
  [new Date(90_000).toUTCString(), 90_000],
  [new Date(0).toUTCString(), 60_000],
  ["soon", null],
])("Retry-After: %s", (value, until) => {
  const now = until === 12_000 ? 0 : 60_000;
  expect(retryAfter(new Headers({ "retry-after": value }), now)).toBe(until);
});
