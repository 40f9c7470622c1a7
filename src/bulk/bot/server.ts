import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Mismatch } from "../../host/json/shape";
import { UsageError } from "../../host/usage-error";
import type { Campaign, ForgeSettings } from "../types";
import type { Inbox } from "./inbox";
import type { Log } from "./log";
import type { DeliveryEnd, Gauges, Metrics } from "./metrics";
import { isFrom } from "./signature";
import { deliveryOf, readWebhook } from "./webhooks/webhook";

/** What the server needs to take webhooks in. It does none of the work. */
export interface Reception {
  readonly campaign: Campaign & { readonly forge: ForgeSettings };
  /** Of the webhooks; one or, while it is being replaced, several. */
  readonly secrets: readonly string[];
  readonly inbox: Inbox;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly gauges: () => Promise<Gauges>;
  readonly isStopping: () => boolean;
  /** Called when there is something to do. */
  readonly wake: () => void;
}

export interface ServerSettings {
  readonly host: string;
  /** 0 is any that is free. */
  readonly port: number;
  /** Milliseconds within which a request must be there as a whole. */
  readonly patience: number;
}

export interface BotServer {
  readonly port: number;
  /** Takes nothing more, and resolves when what was being answered is answered. */
  readonly stop: () => Promise<void>;
}

/** GitHub sends no more: https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
export const BODY_LIMIT = 25 * 1024 * 1024;
/** Of all bodies that are being read together. */
const HELD_LIMIT = 8 * BODY_LIMIT;
/** Seconds after which a forge may ask again. */
const RETRY_AFTER = 60;

/** @throws UsageError when the address cannot be listened at. */
export async function startServer(reception: Reception, { host, port, patience }: ServerSettings): Promise<BotServer> {
  const held = { bytes: 0 };
  const server = createServer(
    {
      requestTimeout: patience,
      headersTimeout: patience,
      connectionsCheckingInterval: Math.min(1_000, patience),
      maxHeaderSize: 16 * 1024,
    },
    (request, response) => {
      answer({ reception, request, held }).then(
        (reply) => send(response, reply, reception.isStopping()),
        (error) => {
          // The other side has gone away, or this is a bug; neither may end the process.
          if (!request.destroyed || request.complete) reception.log("error", `not answered: ${error}`);
          if (!response.headersSent) send(response, plain(500, "internal error"), true);
        },
      );
    },
  );
  server.maxConnections = 1_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new UsageError(`cannot listen at ${host}:${port}: ${error.code ?? error.message}`)),
    );
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Call {
  readonly reception: Reception;
  readonly request: IncomingMessage;
  /** Shared by all calls. */
  readonly held: { bytes: number };
}

function plain(status: number, text: string, headers: Reply["headers"] = {}): Reply {
  return { status, text: `${text}\n`, headers };
}

function send(response: ServerResponse, { status, text, headers }: Reply, isLast: boolean): void {
  response.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...(isLast ? { connection: "close" } : {}),
    ...headers,
  });
  response.end(text);
}

type Route = readonly [methods: readonly string[], act: (call: Call) => Reply | Promise<Reply>];

const look = ["GET", "HEAD"];
const routes: Readonly<Record<string, Route>> = {
  "/webhook": [["POST"], webhook],
  "/healthz": [look, () => plain(200, "ok")],
  "/readyz": [look, ({ reception }) => (reception.isStopping() ? plain(503, "stopping") : plain(200, "ready"))],
  "/metrics": [look, metrics],
};

async function answer(call: Call): Promise<Reply> {
  const { request } = call;
  const path = request.url?.split("?", 1)[0] ?? "";
  const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (route === undefined) return refused(request, plain(404, "there is /webhook, /healthz, /readyz and /metrics"));
  const [methods, act] = route;
  if (methods.includes(request.method ?? "")) return act(call);
  return refused(request, plain(405, `this takes ${methods.join(" and ")}`, { allow: methods.join(", ") }));
}

/** An answer to a body that is not wanted: it is read to nowhere, because a client may not look before it has sent all. */
function refused(request: IncomingMessage, reply: Reply): Reply {
  request.resume();
  return { ...reply, headers: { ...reply.headers, connection: "close" } };
}

async function metrics({ reception }: Call): Promise<Reply> {
  const text = reception.metrics.text(await reception.gauges());
  return { status: 200, text, headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" } };
}

async function webhook(call: Call): Promise<Reply> {
  const { end, reply } = await received(call);
  call.reception.metrics.delivered(end);
  return reply;
}

interface Received {
  readonly end: DeliveryEnd;
  readonly reply: Reply;
}

const busy = (why: string) => plain(503, why, { "retry-after": String(RETRY_AFTER) });

async function received({ reception, request, held }: Call): Promise<Received> {
  if (reception.isStopping()) return { end: "stopping", reply: refused(request, busy("stopping")) };
  if (held.bytes > HELD_LIMIT) return { end: "full", reply: refused(request, busy("too much at a time")) };
  const body = await bodyOf(request, held);
  if (body === null) {
    return { end: "too-large", reply: refused(request, plain(413, `a body has at most ${BODY_LIMIT} bytes`)) };
  }
  const { forge } = reception.campaign;
  if (!isFrom(forge.kind, request.headers, body, reception.secrets)) {
    reception.log("warning", "a webhook without the right signature", { from: request.socket.remoteAddress ?? "" });
    return { end: "unsigned", reply: plain(401, "the signature is missing or wrong") };
  }
  return accepted(reception, request, body);
}

function accepted(reception: Reception, request: IncomingMessage, body: Buffer): Received {
  const { campaign, inbox, log } = reception;
  const { kind } = campaign.forge;
  try {
    const job = readWebhook[kind]({ headers: request.headers, payload: payloadOf(body) }, campaign);
    const digest = createHash("sha256").update(body).digest("hex");
    const id = deliveryOf(kind, request.headers) ?? digest;
    const answered = inbox.accept({ id, digest, job });
    if (answered === "full") return { end: "full", reply: busy("too many jobs are waiting") };
    if (answered === "known") return { end: "known", reply: plain(202, "known already") };
    if (job === null) return { end: "unwanted", reply: plain(202, "nothing to do") };
    log("info", `told to ${job.kind}`, { delivery: id });
    reception.wake();
    return { end: "accepted", reply: plain(202, "accepted") };
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    log("warning", `a webhook that is not understood: ${error.message}`);
    return { end: "malformed", reply: plain(400, error.message) };
  }
}

function payloadOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new Mismatch([], "is no JSON; the content type of the webhook has to be application/json");
  }
}

/** The whole body; null when it is too large, and then the rest is unread. */
async function bodyOf(request: IncomingMessage, held: Call["held"]): Promise<Buffer | null> {
  if (Number(request.headers["content-length"] ?? 0) > BODY_LIMIT) return null;
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    return await new Promise<Buffer | null>((resolve, reject) => {
      request.on("data", (piece: Buffer) => {
        bytes += piece.length;
        held.bytes += piece.length;
        if (bytes <= BODY_LIMIT) pieces.push(piece);
        else resolve(null);
      });
      request.once("end", () => resolve(Buffer.concat(pieces)));
      request.once("error", reject);
      request.once("close", () => reject(new Error("cut off")));
    });
  } finally {
    request.removeAllListeners("data");
    held.bytes -= bytes;
  }
}
