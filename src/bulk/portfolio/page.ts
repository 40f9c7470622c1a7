import { printable } from "../../report/cells";
import { framed } from "../../report/html/frame";
import type { PortfolioCell, PortfolioColumn, PortfolioData, PortfolioTable } from "../../report/html/portfolio-data";
import { stateCounts } from "../state-counts";
import type { SharedLibrary, UnsafePackage } from "./libraries";
import type { Entry, Portfolio, Share } from "./portfolio";

/** Rows of a table; more make a page that browsers are slow with. */
const MOST_ROWS = 2_000;
/** Names in a list that can be opened. */
const MOST_NAMES = 200;

/**
 * The page, as one file that reaches no network.
 *
 * @param version of the tool.
 */
export function portfolioPage(portfolio: Portfolio, version: string): string {
  const { campaign, repositories, findings, rules, packages, libraries, makers, forks, shared } = portfolio;
  const rows = rules.map(({ title, ...share }) => ({ ...share, small: title }));
  const data: PortfolioData = {
    campaign: printable(campaign),
    lead: leadOf(portfolio),
    findings,
    states: stateCounts(repositories),
    tables: [
      librariesTable(libraries),
      sharesTable("Rules", "What is wrong.", "Rule", rows),
      packagesTable(packages),
      sharesTable("Makers", "What is called to make the objects that break.", "Maker", makers),
      sharesTable("Forks", "What starts the processes into which they get.", "Fork", forks),
      sharesTable("The same finding", "In several repositories, by its fingerprint.", "Finding", shared),
      repositoriesTable(repositories),
    ].filter((table) => table.rows.length > 0),
  };
  const otherwise = "<code>grpc-fork-fix migrate report --format json</code>";
  return framed({ kind: "portfolio", version, title: data.campaign, otherwise, data });
}

const bar = (name: string): PortfolioColumn => ({ name, kind: "bar" });
const words = (name: string): PortfolioColumn => ({ name, kind: "text" });

function librariesTable(libraries: readonly SharedLibrary[]): PortfolioTable {
  return tableOf(
    "Repair once",
    "Libraries that several repositories have: installed ones, packages of their own, copies of a module. Cleared are repositories that have no finding left when this one is repaired. A finding may count in two rows: for the library that opens the channel, and for the code that makes the client.",
    [words("Library"), words("Kind"), bar("Cleared"), bar("Findings"), bar("Repositories")],
    libraries.map(({ name, kind, cleared, findings, repositories, modules, in: where, texts }) => [
      { text: printable(name), small: printable(modules.slice(0, 5).join(", ")), list: listOf(where) },
      kind === "distribution" ? "installed" : texts === 1 ? "code, one text" : `code, ${texts} texts`,
      cleared,
      findings,
      repositories,
    ]),
  );
}

function packagesTable(packages: readonly UnsafePackage[]): PortfolioTable {
  return tableOf(
    "First unsafe packages",
    "The first package, on the way from where an object is made to where a child uses it, in which it is unsafe.",
    [words("Package"), words("Kind"), bar("Findings"), bar("Repositories")],
    packages.map(({ name, kind, findings, repositories, only }) => [
      { text: printable(name), ...(only !== null && { small: `in ${printable(only)}` }) },
      kind === "distribution" ? "installed" : "code",
      findings,
      repositories,
    ]),
  );
}

function sharesTable(
  title: string,
  about: string,
  noun: string,
  shares: readonly (Share & { readonly small?: string })[],
): PortfolioTable {
  return tableOf(
    title,
    about,
    [words(noun), bar("Findings"), bar("Repositories")],
    shares.map(({ name, findings, repositories, small }) => [
      { text: printable(name), ...(small !== undefined && { small: printable(small) }) },
      findings,
      repositories,
    ]),
  );
}

function repositoriesTable(repositories: readonly Entry[]): PortfolioTable {
  return tableOf(
    "Repositories",
    "All of the campaign.",
    [words("Repository"), words("State"), bar("Findings"), words("Pull request")],
    repositories.map(({ name, state, findings, pullRequest }) => [
      printable(name),
      state,
      findings,
      pullRequest === null ? "" : { text: printable(pullRequest), link: pullRequest },
    ]),
  );
}

function tableOf(
  title: string,
  about: string,
  columns: readonly PortfolioColumn[],
  rows: readonly (readonly PortfolioCell[])[],
): PortfolioTable {
  return { title, about, columns, rows: rows.slice(0, MOST_ROWS), omitted: Math.max(0, rows.length - MOST_ROWS) };
}

function listOf(names: readonly string[]) {
  const more = names.length - MOST_NAMES;
  const items = [...names.slice(0, MOST_NAMES).map(printable), ...(more > 0 ? [`and ${more} more`] : [])];
  return { title: `${names.length} repositories`, items };
}

function leadOf({ findings, repositories, libraries }: Portfolio): string {
  const some = repositories.filter((one) => one.findings > 0).length;
  const shown = (count: number) => count.toLocaleString("en");
  const noun = findings === 1 ? "finding" : "findings";
  const all = `${shown(findings)} ${noun}, in ${shown(some)} of ${shown(repositories.length)} repositories.`;
  const [first] = libraries;
  if (first === undefined || first.cleared === 0) return all;
  return `${all} When ${printable(first.name)} alone is repaired, ${shown(first.cleared)} of them have none left.`;
}
