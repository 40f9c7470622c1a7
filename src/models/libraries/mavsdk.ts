import type { LibraryModel } from "../model";

/** Connecting opens a grpc.aio channel to the server of MAVSDK (low confidence). */
export const mavsdk = {
  kind: "library",
  library: "mavsdk",
  summary: "Connecting opens a grpc.aio channel to the server of MAVSDK (low confidence).",
  source: "https://github.com/mavlink/MAVSDK-Python",
  names: ["mavsdk.System"],
  opens: "lazy",
  aio: true,
  examples: {
    yes: [
      `import asyncio
import multiprocessing
from mavsdk import System

drone = System()
asyncio.run(drone.connect())
def work():
    asyncio.run(drone.connect())
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import asyncio
import multiprocessing
from mavsdk import System

drone = System()
def work():
    asyncio.run(drone.connect())
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
