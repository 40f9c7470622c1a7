/** A proxy on the loopback that leads every name to one place, so that what reaches it came through the proxy. */
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

export interface LocalProxy {
  readonly port: number;
  /** `CONNECT forge.invalid:80`, `GET http://forge.invalid/git/…`: what it was asked for, in order. */
  readonly requests: readonly string[];
  readonly stop: () => Promise<void>;
}

/** @param password let in is only who has it; null for everybody. */
export async function startProxy(target: number, password: string | null = null): Promise<LocalProxy> {
  const requests: string[] = [];
  const tunnels = new Set<Socket>();
  const isLetIn = ({ headers }: IncomingMessage) =>
    password === null ||
    headers["proxy-authorization"] === `Basic ${Buffer.from(`shop:${password}`).toString("base64")}`;
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (isLetIn(request)) forward(target, request, response);
    else response.writeHead(407).end();
  });
  server.on("connect", (request: IncomingMessage, socket: Socket) => {
    requests.push(`CONNECT ${request.url}`);
    socket.on("error", () => undefined);
    if (!isLetIn(request)) {
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
      return;
    }
    const far = connect(target, "127.0.0.1", () => socket.write("HTTP/1.1 200 Connection Established\r\n\r\n"));
    for (const end of [socket, far]) {
      tunnels.add(end);
      end.once("close", () => tunnels.delete(end));
    }
    far.on("error", () => socket.destroy());
    far.pipe(socket).pipe(far);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    stop: async () => {
      for (const tunnel of tunnels) tunnel.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A request in the form that proxies get: with the whole address. */
function forward(port: number, request: IncomingMessage, response: ServerResponse): void {
  const { host, pathname, search } = new URL(request.url ?? "");
  const headers = { ...request.headers, host };
  const far = ask({ port, host: "127.0.0.1", method: request.method, path: pathname + search, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  far.once("error", () => response.destroy());
  request.pipe(far);
}
