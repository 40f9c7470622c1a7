import { documentOf } from "../html/document";
import { pageOf } from "../html/page";
import type { Report } from "../report";

/** For people who would rather look: one page with the process trees, every finding step by step, and the repairs. */
export const report = {
  summary: "One page to look at: process trees, steps, repairs",
  render: (result, view) => pageOf(documentOf(result, view)),
} satisfies Report;
