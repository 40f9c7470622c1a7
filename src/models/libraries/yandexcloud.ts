import type { LibraryModel } from "../model";

/** Clients of services share the channels of the SDK, which asks for the endpoints when the first one is made. */
export const yandexcloud = {
  kind: "library",
  library: "yandexcloud",
  summary:
    "Clients of services share the channels of the SDK, which asks for the endpoints when the first one is made.",
  source: "https://github.com/yandex-cloud/python-sdk/blob/master/yandexcloud/_channels.py",
  names: ["yandexcloud.SDK"],
  opens: "lazy",
  aio: false,
  connects: ["client"],
  examples: {
    yes: [
      `import multiprocessing
import yandexcloud

sdk = yandexcloud.SDK()
sdk.client(None).List(None)
def work():
    sdk.client(None).List(None)
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import yandexcloud

sdk = yandexcloud.SDK()
def work():
    sdk.client(None).List(None)
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
