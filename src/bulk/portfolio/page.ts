import type { Portfolio, Share } from "./portfolio";

const STYLE = `:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8884}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}`;

/** The portfolio as one HTML file that reaches no network and runs nothing. */
export function portfolioPage(portfolio: Portfolio): string {
  const { campaign, repositories, findings, rules, makers, forks, shared } = portfolio;
  const rows = repositories.map(({ name, state, findings: count, pullRequest }) => [
    name,
    state,
    count,
    pullRequest ?? "",
  ]);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>${escaped(campaign)}: gRPC and fork</title><style>${STYLE}</style></head><body>
<h1>${escaped(campaign)}</h1>
<p>${findings} findings in ${repositories.length} repositories.</p>
${shares("Rules", rules)}${shares("What makes the objects that break", makers)}${shares("What forks", forks)}${shares("In several repositories: repair it once", shared)}
<h2>Repositories</h2>${table(["Repository", "State", "Findings", "Pull request"], rows)}</body></html>
`;
}

function shares(title: string, all: readonly Share[]): string {
  if (all.length === 0) return "";
  const rows = all.map(({ name, repositories, findings }) => [name, repositories, findings]);
  return `<h2>${escaped(title)}</h2>${table(["", "Repositories", "Findings"], rows)}`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const titles = head.map((title) => `<th scope="col">${escaped(title)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("\n");
  return `<table><thead><tr>${titles}</tr></thead><tbody>\n${body}\n</tbody></table>\n`;
}

function cell(value: string | number): string {
  if (typeof value === "number") return `<td class="n">${value}</td>`;
  const text = escaped(value);
  return /^https?:\/\//.test(value) ? `<td><a href="${text}">${text}</a></td>` : `<td>${text}</td>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
