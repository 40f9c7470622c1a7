/** A thread of `src/reading/threads.ts`. */
require("./load").load("src/reading/thread.js");
