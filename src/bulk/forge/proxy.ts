import { BlockList, isIP } from "node:net";
import { UsageError } from "../../host/usage-error";

type Environment = Readonly<Record<string, string | undefined>>;

/** The way to a forge. */
export interface Route {
  readonly fetch: typeof fetch;
  /** Completes an error: `, through the proxy proxy.acme.example:3128`; empty for the direct way. */
  readonly described: string;
}

/** The direct way. */
export const direct: Route = { fetch: (...asked) => fetch(...asked), described: "" };

/**
 * The way to an address by the proxy that the environment names for it, by the rules of curl, which are those of git.
 *
 * @throws UsageError for a proxy that cannot be used.
 */
export function routeTo(address: string, environment: Environment): Route {
  const found = proxyFor(new URL(address), environment);
  if (found === null) return direct;
  const { variable, url } = found;
  // Loaded where it is needed alone. Its own `fetch`: that of Node may be of another version.
  const undici = loadUndici();
  const dispatcher = new undici.ProxyAgent(url.href);
  const ask = undici.fetch as unknown as (what: unknown, request: unknown) => Promise<Response>;
  return {
    fetch: (what, request) => ask(what, { ...request, dispatcher }),
    described: `, through the proxy ${url.host} of ${variable}`,
  };
}

function loadUndici(): typeof import("undici") {
  return require("undici");
}

interface NamedProxy {
  readonly variable: string;
  readonly url: URL;
}

/**
 * The proxy for an address, null for none. Names in small letters count first: https://curl.se/docs/manpage.html#ENVIRONMENT
 *
 * @throws UsageError for what is no address of an HTTP proxy.
 */
export function proxyFor(address: URL, environment: Environment): NamedProxy | null {
  const scheme = address.protocol.slice(0, -1);
  const names = [`${scheme}_proxy`, `${scheme}_proxy`.toUpperCase(), "all_proxy", "ALL_PROXY"];
  const variable = names.find((name) => environment[name] !== undefined);
  const value = environment[variable ?? ""]?.trim() ?? "";
  if (variable === undefined || value === "" || isExempt(address, environment)) return null;
  const text = /^[a-z][\w+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && ["http:", "https:"].includes(url.protocol) && url.hostname !== "") return { variable, url };
  // Not the value: it may hold a password.
  throw new UsageError(`${variable} is no address of an HTTP proxy, such as http://proxy.example:3128`);
}

/** `NO_PROXY`: names with all that is below them, addresses, networks (`10.0.0.0/8`), each with a port or without, and `*`. */
function isExempt({ hostname, port, protocol }: URL, environment: Environment): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const own = port === "" ? (protocol === "https:" ? "443" : "80") : port;
  const entries = (environment.no_proxy ?? environment.NO_PROXY ?? "").toLowerCase().split(/[\s,]+/);
  return entries.some((entry) => {
    if (entry === "*") return true;
    const [, bracketed, name = bracketed ?? "", wanted = own] =
      /^(?:\[([^\]]+)\]|([^:]+|[0-9a-f:/]*:[0-9a-f:/]*:[0-9a-f:/]*))(?::(\d+))?$/.exec(entry) ?? [];
    return wanted === own && (isIP(host) === 0 ? isBelow(host, name) : isWithin(host, name));
  });
}

function isBelow(host: string, name: string): boolean {
  const plain = name.replace(/^\*?\./, "").replace(/\.$/, "");
  return plain !== "" && (host === plain || host.endsWith(`.${plain}`));
}

function isWithin(host: string, network: string): boolean {
  const [base = "", bits] = network.split("/");
  const version = isIP(base);
  if (version === 0 || version !== isIP(host)) return false;
  const most = version === 4 ? 32 : 128;
  const length = bits === undefined ? most : Number(bits);
  if (!(length >= 0 && length <= most)) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(base, length, family);
  return list.check(host, family);
}
