// A table that is sorted by its heads, with a mouse or with keys.

import { counted, make } from "./dom.js";

/** @typedef {import("../portfolio-data").PortfolioTable} PortfolioTable */
/** @typedef {import("../portfolio-data").PortfolioCell} PortfolioCell */
/** @typedef {import("../portfolio-data").PortfolioColumn} PortfolioColumn */
/** @typedef {"ascending" | "descending"} Direction */

/** Rows that are shown before somebody asks for more. */
const firstRows = 15;
const order = new Intl.Collator("en", { numeric: true });

/** @param {PortfolioTable} table */
export function sortable({ columns, rows, omitted, title }) {
  const body = make("tbody");
  const heads = columns.map((column, index) => headOf(column, () => sort(index)));
  const lines = rows.map((row) => ({ row, element: rowOf(row, columns, rows) }));
  const more = make("button.more", { type: "button", click: showAll }, `All ${counted(rows.length, "row")}`);
  let limit = rows.length > firstRows + 5 ? firstRows : rows.length;

  function show() {
    body.replaceChildren(...lines.slice(0, limit).map(({ element }) => element));
    more.hidden = limit >= rows.length;
  }

  function showAll() {
    limit = rows.length;
    show();
    // The button that had it is gone.
    heads[0]?.querySelector("button")?.focus();
  }

  /** @param {number} index Of a column: numbers begin with the largest, and a second time turns it round. */
  function sort(index) {
    const head = /** @type {HTMLElement} */ (heads[index]);
    const usual = columns[index]?.kind === "text" ? "ascending" : "descending";
    const isTurned = head.getAttribute("aria-sort") === usual;
    const direction = isTurned ? (usual === "ascending" ? "descending" : "ascending") : usual;
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", direction);
    const sign = direction === "ascending" ? 1 : -1;
    lines.sort((a, b) => sign * compared(a.row[index] ?? "", b.row[index] ?? ""));
    show();
  }

  show();
  return make(
    "div.scroll",
    { tabindex: "0", role: "region", "aria-label": title },
    make("table", {}, make("thead", {}, make("tr", {}, ...heads)), body),
    more,
    omitted > 0 && make("p.quiet", {}, `${counted(omitted, "more row")} did not fit on this page; the JSON has them.`),
  );
}

/**
 * @param {PortfolioColumn} column
 * @param {() => void} sort
 */
function headOf({ name, kind }, sort) {
  const tag = kind === "text" ? "th" : "th.figure";
  return make(tag, { scope: "col" }, make("button", { type: "button", click: sort }, name));
}

/**
 * @param {readonly PortfolioCell[]} row
 * @param {readonly PortfolioColumn[]} columns
 * @param {readonly (readonly PortfolioCell[])[]} all
 */
function rowOf(row, columns, all) {
  const cells = row.map((cell, index) => {
    const kind = columns[index]?.kind;
    if (typeof cell === "number") return figure(cell, kind === "bar" ? largest(all, index) : 0);
    return index === 0 ? make("th", { scope: "row" }, ...textOf(cell)) : make("td", {}, ...textOf(cell));
  });
  return make("tr", {}, ...cells);
}

/** @type {WeakMap<readonly (readonly PortfolioCell[])[], Map<number, number>>} */
const peaks = new WeakMap();

/**
 * @param {readonly (readonly PortfolioCell[])[]} rows
 * @param {number} index
 */
function largest(rows, index) {
  const known = peaks.get(rows) ?? new Map();
  peaks.set(rows, known);
  if (!known.has(index)) {
    const numbers = rows.map((row) => row[index]);
    known.set(
      index,
      numbers.reduce((/** @type {number} */ most, one) => (typeof one === "number" && one > most ? one : most), 0),
    );
  }
  return known.get(index);
}

/**
 * @param {number} number
 * @param {number} most What the whole bar is; 0 draws none.
 */
function figure(number, most) {
  const cell = make("td.figure", {}, number.toLocaleString("en"));
  if (most === 0) return cell;
  const bar = make("i.bar", { "aria-hidden": "true" });
  bar.style.setProperty("--part", String(number / most));
  cell.append(bar);
  return cell;
}

/** @param {Exclude<PortfolioCell, number>} cell */
function textOf(cell) {
  if (typeof cell === "string") return [cell];
  const { text, link, small, list } = cell;
  // What is no such address stays a text: a link could run something.
  const isAddress = link !== undefined && /^https?:\/\//.test(link);
  return [
    isAddress ? make("a", { href: link, rel: "noreferrer" }, text) : text,
    small !== undefined && make("span.small", {}, small),
    list !== undefined &&
      make(
        "details",
        {},
        make("summary", {}, list.title),
        make("ul", {}, ...list.items.map((item) => make("li", {}, item))),
      ),
  ];
}

/**
 * @param {PortfolioCell} a
 * @param {PortfolioCell} b
 */
function compared(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return order.compare(sortText(a), sortText(b));
}

/** @param {PortfolioCell} cell */
function sortText(cell) {
  return typeof cell === "object" ? cell.text : String(cell);
}
