import { ForgeError, type ForgeFailure } from "./forge";
import { newPatience, type Patience, type Refusal } from "./patience";
import type { Route } from "./proxy";

/** A call of a forge's API. */
export interface HttpCall {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the base of the API: `/repos/acme/shop`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** In place of what the forge's own would be. */
  readonly authorization?: string | null;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Null where the answer has no content. */
  readonly content: unknown;
}

/** How a forge says what went wrong; null leaves it to what the status means everywhere. */
export type Classify = (answer: HttpAnswer, now: number) => Refusal | null;

/** What is not the same in tests. */
export interface HttpWorld {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 to below 1. */
  readonly random: () => number;
}

export interface HttpOptions extends HttpWorld {
  /** Without a slash at its end. */
  readonly api: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The header `Authorization` of a call; null for none. It never appears in an error. */
  readonly authorize: (call: HttpCall) => Promise<string | null>;
  readonly classify: Classify;
  readonly route: Route;
  /** Milliseconds for one answer. */
  readonly limit: number;
}

export interface Http {
  /** What only reads is tried again for a while; what changes something is tried once. */
  readonly call: (call: HttpCall) => Promise<HttpAnswer>;
  /** All items of a list that comes in pages. */
  readonly pages: (call: HttpCall, next: NextPage) => AsyncIterable<unknown>;
}

/** The call for the page after an answer; null after the last. */
export type NextPage = (call: HttpCall, answer: HttpAnswer) => HttpCall | null;

const TRIES = 5;
/** The first pause after a failure, and the longest, in milliseconds. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** Reading waits for a limit itself when it ends so soon; else the caller lets go of what it holds. */
const PATIENCE = 90_000;
/** A page of a hundred pull requests has some megabytes. */
const BODY_LIMIT = 32 * 1024 * 1024;

/** All that a call needs. */
interface Line extends HttpOptions {
  readonly patience: Patience;
}

/** Speaks JSON over HTTP with one forge. */
export function openHttp(settings: HttpOptions): Http {
  const options: Line = { ...settings, patience: newPatience(settings) };
  const call = (one: HttpCall) => (one.method === "GET" ? patiently(options, one) : once(options, one));
  return {
    call,
    async *pages(first, next) {
      for (let at: HttpCall | null = first; at !== null; ) {
        const answer: HttpAnswer = await call(at);
        if (!Array.isArray(answer.content)) throw new ForgeError({ kind: "unavailable" }, `${named(at)} gave no list`);
        yield* answer.content;
        at = next(at, answer);
      }
    },
  };
}

/** Tries again what failed for no lasting reason: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ ("full jitter"). */
async function patiently(options: Line, call: HttpCall): Promise<HttpAnswer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(options, call);
    } catch (error) {
      const pause = error instanceof ForgeError && attempt < TRIES ? pauseAfter(error.failure, attempt, options) : null;
      if (pause === null) throw error;
      await options.sleep(pause);
    }
  }
}

function pauseAfter(failure: ForgeFailure, attempt: number, { now, random }: HttpOptions): number | null {
  if (failure.kind === "unavailable") return random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt);
  if (failure.kind !== "limited") return null;
  const pause = Math.max(0, failure.until - now());
  // Not all at the same moment when the limit ends.
  return pause > PATIENCE ? null : pause + random() * FIRST_PAUSE;
}

async function once(options: Line, call: HttpCall): Promise<HttpAnswer> {
  const { patience, now } = options;
  const until = patience.until(call);
  // Who goes on asking is shut out for longer.
  if (until > now()) throw new ForgeError({ kind: "limited", until }, `${named(call)}: not asked before that`);
  const answer = await answered(options, call);
  if (answer.status >= 200 && answer.status < 300) {
    patience.answered(call);
    return answer;
  }
  const failure = patience.refused(call, options.classify(answer, now()) ?? usual(answer, now()));
  throw new ForgeError(failure, `${named(call)}: ${answer.status} ${messageOf(answer.content)}`.trim());
}

async function answered(options: HttpOptions, call: HttpCall): Promise<HttpAnswer> {
  const authorization = call.authorization === undefined ? await options.authorize(call) : call.authorization;
  const url = new URL(options.api + call.path);
  for (const [key, value] of Object.entries(call.query ?? {})) url.searchParams.set(key, value);
  const request: RequestInit = {
    method: call.method,
    headers: {
      ...options.headers,
      ...(authorization === null ? {} : { authorization }),
      ...(call.body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    signal: AbortSignal.timeout(options.limit),
  };
  try {
    const response = await moved(options.route.fetch, url, request);
    const text = await bodyOf(response);
    return { status: response.status, headers: response.headers, content: parsed(text, response.ok) };
  } catch (error) {
    throw new ForgeError({ kind: "unavailable" }, `${named(call)}: ${reasonOf(error)}${options.route.described}`);
  }
}

/**
 * Follows a repository that has another name now. `fetch` makes a GET of a POST that is answered 301 or 302, which creates
 * nothing and looks as if it did: such an answer is left as it is. https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
async function moved(ask: Route["fetch"], url: URL, request: RequestInit): Promise<Response> {
  if (request.method !== "POST") return ask(url, request);
  const response = await ask(url, { ...request, redirect: "manual" });
  const place = new URL(response.headers.get("location") ?? "", url);
  const isSame = [307, 308].includes(response.status) && place.origin === url.origin;
  return isSame ? ask(place, { ...request, redirect: "manual" }) : response;
}

async function bodyOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > BODY_LIMIT) throw new Error(`the answer has more than ${BODY_LIMIT} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

/** What is no JSON where JSON is due was cut short, or comes from something between the forge and us. */
function parsed(text: string, isDue: boolean): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    if (isDue) throw new Error("the answer is cut short, or no JSON");
    return null;
  }
}

function reasonOf(error: unknown): string {
  // By name: it is a DOMException.
  if ((error as { readonly name?: unknown } | null)?.name === "TimeoutError") return "no answer in time";
  if (!(error instanceof Error)) return String(error);
  const cause = rootOf(error.cause);
  return cause === null ? error.message : `${error.message}: ${cause}`;
}

/** Where causes have causes, the last one says what has happened. Codes of undici say less than its sentences. */
function rootOf(cause: unknown): string | null {
  if (typeof cause !== "object" || cause === null) return null;
  const { code, message, cause: deeper } = cause as { readonly [key: string]: unknown };
  return rootOf(deeper) ?? (typeof code === "string" && !code.startsWith("UND_") ? code : String(message));
}

/** What statuses mean at every forge. */
function usual({ status, headers }: HttpAnswer, now: number): Refusal {
  if (status === 429) return { kind: "limited", until: retryAfter(headers, now) };
  if (status === 401 || status === 403) return { kind: "unauthorised" };
  // A redirection that was not followed: it is elsewhere.
  if (status === 404 || status === 410 || (status >= 300 && status < 400)) return { kind: "missing" };
  if (status === 409) return { kind: "exists" };
  return status >= 500 || status === 408 ? { kind: "unavailable" } : { kind: "invalid" };
}

/** The end of a wait by the header `Retry-After`, in seconds or as a date (RFC 9110, 10.2.3); null where there is none. */
export function retryAfter(headers: Headers, now: number): number | null {
  const value = headers.get("retry-after");
  if (value === null) return null;
  if (/^\d+$/.test(value)) return now + Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(now, date);
}

/**
 * The page after by the header `Link` (RFC 8288). Only its query is taken: GitLab and Gitea write the address that they are
 * set up with, which is not always the one that they are asked at, and nobody else is to get the token.
 */
export const linkedPage: NextPage = (call, { headers }) => {
  const url = /<([^>]+)>\s*;[^,]*\brel="?next"?/.exec(headers.get("link") ?? "")?.[1];
  if (url === undefined || !URL.canParse(url)) return null;
  return { ...call, query: Object.fromEntries(new URL(url).searchParams) };
};

function named({ method, path }: HttpCall): string {
  return `${method} ${path.split("?", 1)[0]}`;
}

/** What the forge says itself; not more than a line of it. GitLab has an `error` where a parameter or the token is wrong. */
function messageOf(content: unknown): string {
  const { message, error } = (content ?? {}) as { readonly message?: unknown; readonly error?: unknown };
  const said = message ?? error;
  const text = typeof said === "string" ? said : said === undefined ? "" : JSON.stringify(said);
  return text.replace(/\s+/g, " ").slice(0, 300);
}
