import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchCommit, headOf, openMirror, push } from "../git/mirror";
import { gitAsPerson } from "../git/person.test-data";
import { type LocalForge, startForge, token } from "./forge.test-data";
import { openForge } from "./open-forge";
import { proxyFor } from "./proxy";
import { type LocalProxy, startProxy } from "./proxy.test-data";

/** No machine has it: whoever gets there got there through the proxy. */
const NAME = "http://forge.invalid";
const SHOP = "acme/shop";

let forge: LocalForge;
let proxy: LocalProxy;
let scratch = "";

async function start(password: string | null = null): Promise<void> {
  forge = await startForge();
  forge.add(SHOP);
  const port = Number(new URL(forge.settings.api).port);
  proxy = await startProxy(port, password);
  scratch = mkdtempSync(join(tmpdir(), "proxy-"));
}
afterEach(async () => {
  if (scratch === "") return;
  rmSync(scratch, { recursive: true, force: true });
  scratch = "";
  await proxy.stop();
  await forge.stop();
});

function open(environment: Readonly<Record<string, string>>, api = `${NAME}${new URL(forge.settings.api).pathname}`) {
  const world = { now: Date.now, sleep: async () => undefined, random: () => 0.5, limit: 5_000 };
  return openForge({ ...forge.settings, api }, { ...world, environment: { ...environment, FORGE_TOKEN: token } });
}

test.each(["http_proxy", "HTTP_PROXY", "ALL_PROXY"])("the API is asked through the proxy of %s", async (variable) => {
  await start();
  const found = await open({ [variable]: `http://127.0.0.1:${proxy.port}` }).repository(SHOP);
  expect(found.cloneUrl).toBe(`${NAME}/git/${SHOP}.git`);
  expect(proxy.requests).toEqual(["CONNECT forge.invalid:80"]);
});

test("a proxy that wants a password gets it, and no error holds it", async () => {
  await start("s3cret");
  const at = (password: string) => ({ http_proxy: `http://shop:${password}@127.0.0.1:${proxy.port}` });
  expect(await open(at("s3cret")).whoAmI()).toBe("robot");
  const error = await open(at("wr0ng"))
    .whoAmI()
    .catch((reason: Error) => reason);
  expect(String(error)).toContain(`407`);
  expect(String(error)).toContain(`, through the proxy 127.0.0.1:${proxy.port} of http_proxy`);
  expect(String(error)).not.toContain("wr0ng");
});

test("what NO_PROXY names is asked without it", async () => {
  await start();
  const environment = { http_proxy: `http://127.0.0.1:${proxy.port}`, no_proxy: "127.0.0.0/8" };
  expect(await open(environment, forge.settings.api).whoAmI()).toBe("robot");
  expect(proxy.requests).toEqual([]);
});

describe("git", () => {
  const before = { ...process.env };
  afterEach(() => {
    for (const name of ["HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy"]) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  });

  test.each(["http_proxy", "HTTP_PROXY"])("clones and pushes through the proxy of %s", async (variable) => {
    await start();
    const person = (...args: string[]) => gitAsPerson(forge.folderOf(SHOP), ...args);
    const tree = person("mktree").trim();
    person("update-ref", "refs/heads/main", person("commit-tree", "-m", "by a person", tree).trim());
    for (const name of ["http_proxy", "NO_PROXY", "no_proxy"]) delete process.env[name];
    process.env[variable] = `http://127.0.0.1:${proxy.port}`;
    const authorization = `Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
    const url = `${NAME}/git/${SHOP}.git`;
    const mirror = await openMirror(scratch, url, 30_000, { base: `${NAME}/git`, authorization });
    const head = await headOf(mirror, "main");
    if (head === null) throw new Error("there is no head");
    await fetchCommit(mirror, head);
    await push(mirror, head.commit, "repair", null);
    expect(person("rev-parse", "repair").trim()).toBe(head.commit);
    expect(proxy.requests).toContainEqual(`POST ${url}/git-receive-pack`);
  });
});

const far = "https://git.acme.example/api";
const set = { HTTPS_PROXY: "http://proxy:3128" };

test.each([
  [far, {}, null],
  [far, { HTTP_PROXY: "http://proxy:3128" }, null],
  [far, set, "http://proxy:3128/"],
  [far, { HTTPS_PROXY: "proxy:3128" }, "http://proxy:3128/"],
  [far, { ...set, https_proxy: "https://small:1" }, "https://small:1/"],
  [far, { ...set, https_proxy: "" }, null],
  [far, { all_proxy: "http://all:1" }, "http://all:1/"],
  [far, { ...set, NO_PROXY: "other.example, acme.example" }, null],
  [far, { ...set, NO_PROXY: ".acme.example" }, null],
  [far, { ...set, NO_PROXY: "*.acme.example" }, null],
  [far, { ...set, NO_PROXY: "git.acme.example:443" }, null],
  [far, { ...set, NO_PROXY: "git.acme.example:8443" }, "http://proxy:3128/"],
  [far, { ...set, NO_PROXY: "me.example" }, "http://proxy:3128/"],
  [far, { ...set, NO_PROXY: "*" }, null],
  [far, { ...set, NO_PROXY: "*", no_proxy: "" }, "http://proxy:3128/"],
  ["https://10.1.2.3/", { ...set, NO_PROXY: "10.0.0.0/8" }, null],
  ["https://11.1.2.3/", { ...set, NO_PROXY: "10.0.0.0/8,1.2.3" }, "http://proxy:3128/"],
  ["https://[::1]:8443/", { ...set, NO_PROXY: "[::1]:8443" }, null],
  ["https://[::1]:8443/", { ...set, NO_PROXY: "::1" }, null],
  ["https://[fe80::1]/", { ...set, NO_PROXY: "fe80::/10" }, null],
])("%s with %j goes by %s", (address, environment, proxied) => {
  expect(proxyFor(new URL(address), environment)?.url.href ?? null).toBe(proxied);
});

test.each(["socks5://proxy:1080", "http://", "http://shop:s3cret@:x"])("%s is refused by its variable", (value) => {
  const message = "HTTPS_PROXY is no address of an HTTP proxy, such as http://proxy.example:3128";
  expect(() => proxyFor(new URL(far), { HTTPS_PROXY: value })).toThrow(message);
});
