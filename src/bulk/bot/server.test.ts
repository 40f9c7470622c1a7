import { spawnSync } from "node:child_process";
import { request } from "node:http";
import { connect } from "node:net";
import { campaignOf } from "../campaign/campaign";
import type { ForgeKind } from "../types";
import { type Inbox, openInbox } from "./inbox";
import { newMetrics } from "./metrics";
import { type BotServer, startServer } from "./server";
import { githubAt, hmac, post, push, secret } from "./webhooks.test-data";

let server: BotServer;
let inbox: Inbox;
let isStopping = false;
let woken = 0;
let lines: string[] = [];

const campaign = campaignOf("bot.toml", 'name = "forks"\n[forge]\nkind = "github"\n', () => [], String, "forge");

async function start(kind: ForgeKind = "github", patience = 30_000): Promise<void> {
  await server?.stop();
  const forge = { kind, api: "", git: "", identity: { kind: "none" as const } };
  server = await startServer(
    {
      campaign: { ...campaign, forge },
      secrets: ["old", secret],
      inbox,
      metrics: newMetrics(),
      log: (level, message) => lines.push(`${level} ${message}`),
      gauges: async () => ({ waiting: inbox.waiting(), repositories: new Map([["open", 2]]) }),
      isStopping: () => isStopping,
      wake: () => woken++,
    },
    { host: "127.0.0.1", port: 0, patience },
  );
}

beforeEach(async () => {
  isStopping = false;
  woken = 0;
  lines = [];
  inbox = openInbox(":memory:", { room: 3, now: Date.now });
  await start();
});
afterEach(async () => {
  await server.stop();
  inbox.close();
});

const deliver = githubAt(() => server.port);
const get = (path: string, method = "GET") => fetch(`http://127.0.0.1:${server.port}${path}`, { method });

test("takes a push in at once, and leaves the work to others", async () => {
  expect(await deliver("push", push())).toMatchObject({ status: 202, text: "accepted\n" });
  expect(inbox.take()?.job).toEqual({ kind: "refresh", repositories: ["acme/shop"] });
  expect(woken).toBe(1);
});

describe("refuses a signature", () => {
  const body = JSON.stringify(push());
  const right = `sha256=${hmac(body)}`;
  test.each([
    ["that is missing", {}],
    ["that is empty", { "x-hub-signature-256": "" }],
    ["that is too short", { "x-hub-signature-256": right.slice(0, -1) }],
    ["that is too long", { "x-hub-signature-256": `${right}0` }],
    ["that is wrong", { "x-hub-signature-256": `sha256=${hmac(body, "guess")}` }],
    ["of another body", { "x-hub-signature-256": `sha256=${hmac(`${body} `)}` }],
    ["of SHA-1", { "x-hub-signature": "sha1=0000" }],
    ["in the way of another forge", { "x-gitea-signature": hmac(body), "x-gitlab-token": secret }],
  ])("%s", async (_, headers) => {
    expect((await post(server.port, body, { "x-github-event": "push", ...headers })).status).toBe(401);
    expect(inbox.waiting()).toBe(0);
    expect(lines.join()).not.toMatch(/s3cret|sha256=/);
  });
});

test("takes the old secret while it is being replaced", async () => {
  const body = JSON.stringify(push());
  const headers = { "x-github-event": "push", "x-hub-signature-256": `sha256=${hmac(body, "old")}` };
  expect((await post(server.port, body, headers)).status).toBe(202);
});

test("knows GitLab by its token, and Gitea by its signature", async () => {
  await start("gitlab");
  const hook = {
    ref: "refs/heads/main",
    after: "1",
    project: { path_with_namespace: "a/b/c", default_branch: "main" },
  };
  const body = JSON.stringify(hook);
  const headers = { "x-gitlab-event": "Push Hook", "x-gitlab-event-uuid": "1" };
  expect((await post(server.port, body, { ...headers, "x-gitlab-token": "guess" })).status).toBe(401);
  expect((await post(server.port, body, { ...headers, "x-gitlab-token": secret })).text).toBe("accepted\n");
  expect(inbox.take()?.job).toEqual({ kind: "refresh", repositories: ["a/b/c"] });
  await start("gitea");
  const text = JSON.stringify(push());
  const signed = { "x-gitea-event": "push", "x-gitea-delivery": "2", "x-gitea-signature": hmac(text) };
  expect((await post(server.port, text, signed)).text).toBe("accepted\n");
});

describe("a delivery that comes again", () => {
  test("by its id is known", async () => {
    const again = { "x-github-delivery": "one" };
    expect((await deliver("push", push(), again)).text).toBe("accepted\n");
    expect(await deliver("push", push(), again)).toMatchObject({ status: 202, text: "known already\n" });
    expect(woken).toBe(1);
  });

  test("under another id, which nobody has signed, is known by its body", async () => {
    const body = push();
    await deliver("push", body);
    expect((await deliver("push", body)).text).toBe("known already\n");
  });

  test("at the same time is taken in once", async () => {
    const body = push();
    const all = await Promise.all(Array.from({ length: 8 }, () => deliver("push", body, { "x-github-delivery": "x" })));
    expect(all.filter(({ text }) => text === "accepted\n")).toHaveLength(1);
    expect(inbox.waiting()).toBe(1);
  });
});

test("asks for patience when too many wait, and takes the same delivery later", async () => {
  for (let index = 0; index < 3; index++) await deliver("push", push());
  const last = push();
  const refused = await deliver("push", last, { "x-github-delivery": "last" });
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "60"]);
  expect((await deliver("ping", { zen: "x" })).status).toBe(202);
  const taken = inbox.take();
  if (taken) inbox.done(taken);
  expect((await deliver("push", last, { "x-github-delivery": "last" })).text).toBe("accepted\n");
});

test.each([
  ["push", "{", "the document is no JSON"],
  ["push", "payload=%7B%7D", "application/json"],
  ["push", "[]", "the document is an object, not an array"],
  ["push", { ref: "refs/heads/main", deleted: false }, "repository is missing"],
  ["push", { ...push(), repository: { full_name: "../etc", default_branch: "main" } }, "the name of a repository"],
])("says what is wrong with a payload of %s: %j", async (event, payload, message) => {
  const answer = await deliver(event, payload);
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(message);
  expect(inbox.waiting()).toBe(0);
});

test.each([
  ["star", {}],
  ["ping", { zen: "Keep it logically awesome." }],
  ["push", push("topic")],
  ["push", { ...push(), deleted: true }],
  ["push", { ...push(), ref: "refs/tags/main" }],
])("has nothing to do for %s %j", async (event, payload) => {
  expect(await deliver(event, payload)).toMatchObject({ status: 202, text: "nothing to do\n" });
  expect(inbox.waiting()).toBe(0);
});

test("takes no body of more than 25 MB, announced or not", async () => {
  const large = "x".repeat(25 * 1024 * 1024 + 1);
  expect((await deliver("push", large)).status).toBe(413);
  const status = await new Promise((resolve) => {
    const call = request({ port: server.port, path: "/webhook", method: "POST" }, (answer) => {
      resolve(answer.statusCode);
      answer.resume();
    });
    call.on("error", () => undefined);
    for (let index = 0; index < 26; index++) call.write(Buffer.alloc(1024 * 1024));
    call.end();
  });
  expect(status).toBe(413);
});

test("does not wait for ever for a body that comes slowly", async () => {
  await start("github", 100);
  const said = await new Promise<string>((resolve) => {
    const socket = connect(server.port, "127.0.0.1", () => {
      socket.write("POST /webhook HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nslow");
    });
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.once("close", () => resolve(text));
  });
  expect(said).toMatch(/^HTTP\/1\.1 408 /);
  expect((await get("/healthz")).status).toBe(200);
});

test("survives a client that goes away in the middle", async () => {
  await new Promise<void>((resolve) => {
    const socket = connect(server.port, "127.0.0.1", () => {
      socket.write("POST /webhook HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf", () => socket.destroy());
    });
    socket.once("close", () => resolve());
  });
  expect((await deliver("push", push())).status).toBe(202);
});

test("says where there is something, and how to ask", async () => {
  expect((await get("/")).status).toBe(404);
  expect((await get("/constructor")).status).toBe(404);
  const wrong = await get("/webhook");
  expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "POST"]);
  expect((await get("/healthz")).status).toBe(200);
  expect((await get("/readyz")).status).toBe(200);
});

test("is alive but not ready while it stops", async () => {
  isStopping = true;
  expect((await get("/healthz")).status).toBe(200);
  expect((await get("/readyz")).status).toBe(503);
  expect((await deliver("push", push())).status).toBe(503);
});

test("counts, in a format that Prometheus reads", async () => {
  await deliver("push", push());
  await deliver("push", push(), { "x-hub-signature-256": "" });
  const answer = await get("/metrics");
  const text = await answer.text();
  expect(answer.headers.get("content-type")).toContain("version=0.0.4");
  expect(text).toContain('grpc_fork_fix_bot_deliveries_total{outcome="accepted"} 1\n');
  expect(text).toContain('grpc_fork_fix_bot_deliveries_total{outcome="unsigned"} 1\n');
  expect(text).toContain("grpc_fork_fix_bot_waiting 1\n");
  expect(text).toContain('grpc_fork_fix_bot_repositories{state="open"} 2\n');
  for (const line of text.trimEnd().split("\n")) {
    expect(line).toMatch(
      /^(?:# (?:HELP|TYPE) [a-z_]+ .+|[a-z_]+(?:\{[a-z]+="[a-z-]+"(?:,[a-z]+="[a-z-]+")*\})? [\d.]+)$/,
    );
  }
  const promtool = spawnSync("promtool", ["check", "metrics"], { input: text, encoding: "utf8" });
  if (promtool.error === undefined) expect([promtool.status, promtool.stderr]).toEqual([0, ""]);
});
