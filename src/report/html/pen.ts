import type { Place, Result } from "../../types";
import { printable } from "../cells";
import type { View } from "../report";
import { type Located, sourcesOf } from "../source";
import type { PageSpot } from "./page-data";

/** How places of a result are written on the page. */
export interface Pen {
  readonly view: View;
  readonly locate: (place: Place) => Located;
  readonly spot: (place: Place) => PageSpot;
}

export function penOf(result: Result, view: View): Pen {
  const locate = sourcesOf(result);
  const spot = (place: Place): PageSpot => ({ path: shownPath(place.path, view), ...locate(place).start });
  return { view, locate, spot };
}

/** A path as the reader should see it, safe to show. */
export function shownPath(path: string, view: View): string {
  return printable(view.display(path));
}
