import type { Source } from "../../src/edits/transform";
import type { Finding } from "../../src/types";
import { type Part, type Refusal, refuse } from "./part";

export function planForkFirst(_findings: readonly Finding[], _source: Source): Part | Refusal {
  return refuse("unsupported-shape", "not yet");
}
