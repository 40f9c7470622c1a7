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
