import type { LibraryModel } from "../model";

/** Credentials are plain data and an HTTP session: they may be made before a fork. */
export const googleAuth = {
  kind: "library",
  library: "google-auth",
  summary: "Credentials are plain data and an HTTP session: they may be made before a fork.",
  source: "https://github.com/googleapis/google-auth-library-python",
  names: ["google.auth.*", "google.oauth2.*"],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
from google.oauth2 import service_account

credentials = service_account.Credentials.from_service_account_file('key.json')
def work():
    print(credentials.service_account_email)
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
