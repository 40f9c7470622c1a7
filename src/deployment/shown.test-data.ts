import type { DeploymentFormat } from "./format";

/** The variables of a text as `NAME=value`, `NAME?` for what is not constant, and the code at the place of each. */
export function shown(format: DeploymentFormat, text: string): readonly (readonly [variable: string, code: string])[] {
  return format
    .variables(text)
    .map(({ name, value, span }) => [
      value === null ? `${name}?` : `${name}=${value}`,
      text.slice(span.start, span.end),
    ]);
}

/** The variables alone. */
export function variablesIn(format: DeploymentFormat, text: string): readonly string[] {
  return shown(format, text).map(([variable]) => variable);
}

/** What a text starts: the words, what is unknown as `?`, with the folder before and the variables after. */
export function startedBy(format: DeploymentFormat, text: string): readonly string[] {
  return (format.starts?.(text) ?? [])
    .filter(({ words }) => words.length > 0)
    .map(({ words, folder, variables }) => {
      const command = words.map((word) => word.text.replaceAll("\ue000", "?")).join(" ");
      return [folder ?? "-", command, ...variables.map(({ name, value }) => `${name}=${value ?? "?"}`)].join(" | ");
    });
}

/** The code at the places of all words that a text starts. */
export function wordsShown(format: DeploymentFormat, text: string): readonly string[] {
  return (format.starts?.(text) ?? []).flatMap(({ words }) =>
    words.map(({ span }) => text.slice(span.start, span.end)),
  );
}
