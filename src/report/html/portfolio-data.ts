/**
 * What the page of a portfolio is handed, as JSON; its script (page/portfolio.js) only lays it out. All texts are safe to show:
 * control characters and those that turn the direction of writing are escapes.
 */
export interface PortfolioData {
  readonly campaign: string;
  /** A sentence or two that say the most. */
  readonly lead: string;
  readonly findings: number;
  /** How many repositories are in each state, in the order of its course. */
  readonly states: readonly (readonly [state: string, repositories: number])[];
  readonly tables: readonly PortfolioTable[];
}

export interface PortfolioTable {
  readonly title: string;
  /** A sentence on how to read it. */
  readonly about: string;
  readonly columns: readonly PortfolioColumn[];
  readonly rows: readonly (readonly PortfolioCell[])[];
  /** Rows for which there was no room. */
  readonly omitted: number;
}

export interface PortfolioColumn {
  readonly name: string;
  /** Numbers stand at the right, and those with bars are drawn as parts of the largest. */
  readonly kind: "text" | "number" | "bar";
}

export type PortfolioCell =
  | string
  | number
  /** A text with a smaller one below, and a list that can be opened. */
  | {
      readonly text: string;
      readonly link?: string;
      readonly small?: string;
      readonly list?: { readonly title: string; readonly items: readonly string[] };
    };
