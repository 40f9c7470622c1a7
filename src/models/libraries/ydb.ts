import type { LibraryModel } from "../model";

/** The driver opens a channel in its constructor, and a thread of its own discovers endpoints over it. */
export const ydb = {
  kind: "library",
  library: "ydb",
  summary: "The driver opens a channel in its constructor, and a thread of its own discovers endpoints over it.",
  source: "https://github.com/ydb-platform/ydb-python-sdk/blob/main/ydb/pool.py",
  names: ["ydb.Driver", "ydb.driver.Driver"],
  opens: "warm",
  aio: false,
  closes: ["stop"],
  examples: {
    yes: [
      `import multiprocessing
import ydb

driver = ydb.Driver(endpoint='grpc://ydb:2136', database='/shop')
def work():
    ydb.QuerySessionPool(driver).execute_with_retries("SELECT 1")
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import ydb

def work():
    driver = ydb.Driver(endpoint='grpc://ydb:2136', database='/shop')
    ydb.QuerySessionPool(driver).execute_with_retries("SELECT 1")
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
