import type { LibraryModel } from "../model";

/** The client of the Gemini API speaks JSON over HTTP. */
export const googleGenai = {
  kind: "library",
  library: "google-genai",
  summary: "The client of the Gemini API speaks JSON over HTTP.",
  source: "https://github.com/googleapis/python-genai",
  names: ["google.genai.*"],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
from google import genai

client = genai.Client()
def work():
    client.models.generate_content(model='m', contents='tea')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
