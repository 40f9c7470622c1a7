import { get } from "node:http";
import { answersOf, type Customer, type Reply } from "./customer";
import { portsOf } from "./ports";

/**
 * Asks the processes of a session over HTTP: `/level?sku=tea` must give `{"sku": "tea", "pid": 17}`. Each request has a
 * connection of its own. Those of an application that is killed end in an error, so that there is nothing to give up.
 */
export function webCustomer(port: number, session: number): Customer {
  return {
    isServed: () => portsOf(session).includes(port),
    ask: async (skus) => answersOf(await Promise.all(skus.map((sku) => request(port, sku)))),
    close: () => undefined,
  };
}

async function request(port: number, asked: string): Promise<Reply> {
  try {
    const { status, body } = await fetched(`http://127.0.0.1:${port}/level?sku=${asked}`);
    return status === 200 ? { asked, ...JSON.parse(body) } : `HTTP ${status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function fetched(url: string): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (data: string) => {
        body += data;
      });
      response.once("error", reject);
      response.once("end", () => resolve({ status: response.statusCode ?? 0, body }));
    }).once("error", reject);
  });
}
