import type { LibraryModel } from "../model";

/** A model opens the channel of the library at its first call, unless the library was set to REST (low confidence). */
export const googleGenerativeai = {
  kind: "library",
  library: "google-generativeai",
  summary:
    "A model opens the channel of the library at its first call, unless the library was set to REST (low confidence).",
  source: "https://github.com/google-gemini/deprecated-generative-ai-python/blob/main/google/generativeai/client.py",
  names: ["google.generativeai.GenerativeModel"],
  opens: "lazy",
  aio: false,
  handles: ["start_chat"],
  examples: {
    yes: [
      `import multiprocessing
import google.generativeai as genai

client = genai.GenerativeModel('m')
client.generate_content('tea')
def work():
    client.generate_content('tea')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import google.generativeai as genai

client = genai.GenerativeModel('m')
def work():
    client.generate_content('tea')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
