import { createVerify, generateKeyPairSync } from "node:crypto";
import { appIdentity, tokenIdentity } from "./github-identity";
import type { Http, HttpCall } from "./http";

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

let time = Date.parse("2026-01-01T00:00:00Z");
let calls: HttpCall[] = [];
const http: Http = {
  call: async (call) => {
    calls.push(call);
    const contents: Readonly<Record<string, unknown>> = {
      "/user": { login: "robot" },
      "/app": { slug: "our-app" },
      "/repos/acme/shop/installation": { id: 7 },
      "/app/installations/7/access_tokens": {
        token: `ghs_${calls.length}`,
        expires_at: new Date(time + 3_600_000).toISOString(),
      },
    };
    return { status: 200, headers: new Headers(), content: contents[call.path] };
  },
  pages: () => {
    throw new Error("nobody asks for pages");
  },
};
beforeEach(() => {
  calls = [];
  time = Date.parse("2026-01-01T00:00:00Z");
});

const app = () =>
  appIdentity(
    "42",
    privateKey,
    () => time,
    () => http,
  );

test("an app shows a statement that it has signed, for ten minutes at most", async () => {
  expect(await app().login()).toBe("our-app[bot]");
  const [head = "", body = "", signature = ""] = (calls[0]?.authorization ?? "").replace("Bearer ", "").split(".");
  const verify = createVerify("RSA-SHA256").update(`${head}.${body}`);
  expect(verify.verify(publicKey, signature, "base64url")).toBe(true);
  const claims = JSON.parse(Buffer.from(body, "base64url").toString());
  expect(claims).toEqual({ iat: time / 1_000 - 60, exp: time / 1_000 + 540, iss: "42" });
});

test("a token of an owner is used until a minute before its end, and asked for once at a time", async () => {
  const identity = app();
  const first = await identity.token("acme/shop");
  expect(await identity.token("acme/other")).toBe(first);
  time += 3_540_000 - 1;
  expect(await identity.token("acme/shop")).toBe(first);
  time += 1;
  expect(await identity.token("acme/shop")).not.toBe(first);
  expect(calls.filter(({ method }) => method === "POST")).toHaveLength(2);
});

test("a key that is none is said to be, and not shown", async () => {
  const identity = appIdentity(
    "42",
    "-----BEGIN SECRET-----",
    () => time,
    () => http,
  );
  await expect(identity.login()).rejects.toThrow("the private key of the app cannot be used");
  await expect(identity.login()).rejects.toThrow(expect.not.stringContaining("SECRET"));
});

test("a login is asked for once, and again after a failure", async () => {
  let isDown = true;
  const flaky: Http = {
    ...http,
    call: async (call) => {
      if (isDown) throw new Error("down");
      return http.call(call);
    },
  };
  const identity = tokenIdentity("t", () => flaky);
  await expect(identity.login()).rejects.toThrow("down");
  isDown = false;
  expect([await identity.login(), await identity.login()]).toEqual(["robot", "robot"]);
  expect(calls).toHaveLength(1);
});
