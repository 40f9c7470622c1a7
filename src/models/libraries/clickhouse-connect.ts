import type { LibraryModel } from "../model";

/** It speaks HTTP. */
export const clickhouseConnect = {
  kind: "library",
  library: "clickhouse-connect",
  summary: "It speaks HTTP.",
  source: "https://github.com/ClickHouse/clickhouse-connect",
  names: ["clickhouse_connect.*"],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
import clickhouse_connect

client = clickhouse_connect.get_client()
def work():
    client.query('SELECT 1')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
