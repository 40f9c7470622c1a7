/** The thread of the analysis: started by the command `lsp`, with the flags of its command line. */
import { parentPort, workerData } from "node:worker_threads";
import { answerOver } from "../lsp/channel";
import { createAnalyst } from "./lsp-analyst";

if (parentPort === null) throw new Error("this file is started by `grpc-fork-fix lsp`");
answerOver(parentPort, createAnalyst(workerData));
