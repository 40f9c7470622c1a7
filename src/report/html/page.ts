import { framed } from "./frame";
import type { PageData } from "./page-data";

/** The page of a run, as one file that reaches no network. */
export function pageOf(data: PageData): string {
  const count = data.findings.length + data.omitted.findings;
  return framed({
    kind: "findings",
    version: data.version,
    title: count === 1 ? "1 finding" : `${count} findings`,
    otherwise: "<code>grpc-fork-fix --format text</code>",
    data,
  });
}
