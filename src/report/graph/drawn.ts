import type { Result } from "../../types";
import { loadFormat } from "../formats";
import type { View } from "../report";
import { dotGraph } from "./dot";
import { drawingsOf } from "./drawing";
import { mermaidGraph } from "./mermaid";
import { textGraph } from "./text";

/** The process graph of a result: as text, for Mermaid or Graphviz, or as the page, which draws it before all else. */
export function drawn(result: Result, view: View, format: "text" | "mermaid" | "dot" | "html"): string {
  switch (format) {
    case "text":
      return textGraph(drawingsOf(result, view), view.color);
    case "mermaid":
      return mermaidGraph(drawingsOf(result, view));
    case "dot":
      return dotGraph(drawingsOf(result, view));
    case "html":
      return loadFormat("html").render(result, view);
  }
}
