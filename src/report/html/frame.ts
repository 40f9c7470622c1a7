import { createHash } from "node:crypto";
import { type PageKind, pageScript, pageStyle } from "./assets";

/** A page as one file. */
export interface Frame {
  /** Whose script and style it has. */
  readonly kind: PageKind;
  /** Of the tool. */
  readonly version: string;
  readonly title: string;
  /** Where to find the same without a script: markup. */
  readonly otherwise: string;
  /** What its script is handed, as JSON. */
  readonly data: unknown;
}

/**
 * The whole page, with everything in it. The policy in its head lets it run its own script and style, known by their hashes, and
 * nothing else: it reaches no network, whatever a text of the repository holds.
 */
export function framed({ kind, version, title, otherwise, data }: Frame): string {
  const [script, style] = [pageScript(kind), pageStyle(kind)];
  const policy = `default-src 'none'; script-src '${hashOf(script)}'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="grpc-fork-fix ${escaped(version)}">
<title>${escaped(title)} · grpc-fork-fix</title>
<style>${style}</style>
</head>
<body>
<noscript><p>This page is laid out by its script. Without one, ${otherwise} says the same.</p></noscript>
<div id="page"></div>
<script type="application/json" id="data">${jsonOf(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** As a policy names a text that may run. */
function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** JSON that no HTML parser takes for the end of its element, or for a comment. */
function jsonOf(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
}
