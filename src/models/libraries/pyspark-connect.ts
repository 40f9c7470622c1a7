import type { LibraryModel } from "../model";

/** A session of Spark Connect opens a channel (low confidence). */
export const pysparkConnect = {
  kind: "library",
  library: "pyspark",
  summary: "A session of Spark Connect opens a channel (low confidence).",
  source: "https://spark.apache.org/docs/latest/spark-connect-overview.html",
  names: ["pyspark.sql.SparkSession.builder.remote().getOrCreate", "pyspark.sql.SparkSession.builder.remote().create"],
  opens: "eager",
  aio: false,
  closes: ["stop"],
  words: ["sc://"],
  examples: {
    yes: [
      `import multiprocessing
from pyspark.sql import SparkSession

session = SparkSession.builder.remote('sc://spark').getOrCreate()
def work():
    session.sql('SELECT 1').collect()
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from pyspark.sql import SparkSession

def work():
    session = SparkSession.builder.remote('sc://spark').getOrCreate()
    session.sql('SELECT 1').collect()
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
