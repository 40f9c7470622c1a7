import type { LibraryModel } from "../model";

/** The constructor opens a channel; streams and asynchronous inferences are answered in threads of gRPC. */
export const tritonclientGrpc = {
  kind: "library",
  library: "tritonclient",
  summary: "The constructor opens a channel; streams and asynchronous inferences are answered in threads of gRPC.",
  source: "https://github.com/triton-inference-server/client/blob/main/src/python/library/tritonclient/grpc/_client.py",
  names: ["tritonclient.grpc.InferenceServerClient"],
  opens: "eager",
  aio: false,
  background: ["start_stream", "async_infer", "async_stream_infer"],
  examples: {
    yes: [
      `import multiprocessing
import tritonclient.grpc as triton

client = triton.InferenceServerClient('models:8001')
def work():
    client.infer('prices', [])
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import tritonclient.grpc as triton

def work():
    client = triton.InferenceServerClient('models:8001')
    client.infer('prices', [])
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
