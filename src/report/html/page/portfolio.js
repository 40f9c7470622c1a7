// What many repositories have in common.

import { make } from "./dom.js";
import { brand, themeButton } from "./masthead.js";
import { sortable } from "./table.js";

/** @typedef {import("../portfolio-data").PortfolioData} PortfolioData */

/** @type {PortfolioData} */
const portfolio = JSON.parse(document.getElementById("data")?.textContent ?? "{}");

const repositories = portfolio.states.reduce((sum, [, count]) => sum + count, 0);

function header() {
  const number = (/** @type {number} */ count, /** @type {string} */ noun) =>
    make("li", {}, make("b", {}, count.toLocaleString("en")), ` ${noun}`);
  return make(
    "header.top",
    {},
    brand({ href: "#page", "aria-label": "grpc-fork-fix" }),
    make(
      "ul.numbers",
      { "aria-label": "Counts" },
      number(portfolio.findings, portfolio.findings === 1 ? "finding" : "findings"),
      number(repositories, repositories === 1 ? "repository" : "repositories"),
    ),
    themeButton(),
  );
}

/** How far the repositories are, as one bar. */
function states() {
  const bar = make("div.states", { "aria-hidden": "true" });
  for (const [state, count] of portfolio.states) {
    const part = make(`i.${state}`);
    part.style.flexGrow = String(count);
    bar.append(part);
  }
  const legend = portfolio.states.map(([state, count]) =>
    make(
      "li",
      {},
      make(`i.${state}`, { "aria-hidden": "true" }),
      make("b", {}, count.toLocaleString("en")),
      ` ${state}`,
    ),
  );
  return [bar, make("ul.legend", {}, ...legend)];
}

document
  .getElementById("page")
  ?.append(
    make("a.skip", { href: "#main" }, "To the tables"),
    header(),
    make(
      "main",
      { id: "main", tabindex: "-1" },
      make(
        "div.portfolio",
        {},
        make("h2", {}, portfolio.campaign),
        make("p.lead", {}, portfolio.lead),
        ...states(),
        ...portfolio.tables.map((table) =>
          make("section", {}, make("h3", {}, table.title), make("p.lead", {}, table.about), sortable(table)),
        ),
      ),
    ),
  );
