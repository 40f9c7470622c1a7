/** Both ends of the line between the server and the thread of the analysis. */
import {
  type ConnectionOptions,
  createMessageConnection,
  type MessageReader,
  NotificationType,
  PortMessageReader,
  PortMessageWriter,
  RequestType,
  SharedArrayReceiverStrategy,
  SharedArraySenderStrategy,
} from "vscode-languageserver/node";
import type { Analyst, Checked, CheckRequest, Edited, EditRequest, Stage } from "./analyst";

/** One end of a line between threads. */
export type Port = ConstructorParameters<typeof PortMessageReader>[0];

const checkRequest = new RequestType<CheckRequest, Checked, void>("check");
const editRequest = new RequestType<EditRequest, Edited, void>("edit");
const stageNote = new NotificationType<Stage>("stage");

/** A thread that is busy reads no messages; it can look at shared memory. */
const options: ConnectionOptions = {
  cancellationStrategy: { sender: new SharedArraySenderStrategy(), receiver: new SharedArrayReceiverStrategy() },
};

/** The analyst at the other end of a line. */
export function analystBehind(port: Port): Analyst {
  const connection = connectionOver(port);
  let show: ((stage: Stage) => void) | null = null;
  connection.onNotification(stageNote, (stage) => show?.(stage));
  connection.listen();
  return {
    check: (request, token, shown) => {
      show = shown;
      return connection.sendRequest(checkRequest, request, token);
    },
    edit: (request) => connection.sendRequest(editRequest, request),
  };
}

/** Lets an analyst answer what comes over a line. */
export function answerOver(port: Port, analyst: Analyst): void {
  const connection = connectionOver(port);
  connection.onRequest(checkRequest, (request, token) =>
    analyst.check(request, token, (stage) => void connection.sendNotification(stageNote, stage)),
  );
  connection.onRequest(editRequest, analyst.edit);
  connection.listen();
}

function connectionOver(port: Port) {
  const reader: MessageReader = new PortMessageReader(port);
  return createMessageConnection(reader, new PortMessageWriter(port), undefined, options);
}
