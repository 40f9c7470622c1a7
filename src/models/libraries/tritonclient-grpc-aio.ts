import type { LibraryModel } from "../model";

/** The constructor opens a grpc.aio channel. */
export const tritonclientGrpcAio = {
  kind: "library",
  library: "tritonclient",
  summary: "The constructor opens a grpc.aio channel.",
  source: "https://github.com/triton-inference-server/client/tree/main/src/python/library/tritonclient/grpc/aio",
  names: ["tritonclient.grpc.aio.InferenceServerClient"],
  opens: "eager",
  aio: true,
  examples: {
    yes: [
      `import asyncio
import multiprocessing
import tritonclient.grpc.aio as triton

client = triton.InferenceServerClient('models:8001')
def work():
    asyncio.run(client.infer('prices', []))
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import asyncio
import multiprocessing
import tritonclient.grpc.aio as triton

def work():
    client = triton.InferenceServerClient('models:8001')
    asyncio.run(client.infer('prices', []))
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
