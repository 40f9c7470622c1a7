import type { Files, Place } from "../types";
import { compose } from "./compose";
import { dockerfile } from "./dockerfile";
import { dotenv } from "./dotenv";
import type { DeploymentFormat } from "./format";
import { kubernetes } from "./kubernetes";
import { procfile } from "./procfile";
import { systemd } from "./systemd";
import { withoutTemplates } from "./templates";
import { constantOf } from "./unknown";

/** An environment variable that a file outside of Python sets for a program. */
export interface Variable {
  readonly name: string;
  /** As the program gets it; null when it is not a constant. */
  readonly value: string | null;
  /** From the name to the end of the value. */
  readonly at: Place;
}

/** In the order in which they are asked: `compose.yaml` is also YAML. */
const formats: readonly DeploymentFormat[] = [dockerfile, compose, procfile, systemd, dotenv, kubernetes];

/** Whether a file, by its path, may set the environment of a program. No Python file does in this sense. */
export function isDeploymentFile(path: string): boolean {
  return formatOf(path) !== null;
}

/** All variables that a text sets, in its order, also as a template. Of a text that cannot be read, what can be. */
export function variablesOf(path: string, text: string): readonly Variable[] {
  return assignmentsOf(path, withoutTemplates(text))
    .filter(({ name }) => constantOf(name) !== null)
    .map(({ name, value, span }) => ({ name, value, at: { path, span } }));
}

/** The variables that configure gRPC, in all deployment files, by path and place. */
export function deployedVariables(files: Files): readonly Variable[] {
  return [...(files.deployment ?? [])].sort().flatMap((path) => {
    const read = files.read(path);
    if (read.kind === "unreadable" || !read.text.includes("GRPC_")) return [];
    return variablesOf(path, read.text)
      .filter(({ name }) => name.startsWith("GRPC_"))
      .sort((a, b) => a.at.span.start - b.at.span.start);
  });
}

function formatOf(path: string): DeploymentFormat | null {
  return formats.find((format) => format.matches(path)) ?? null;
}

function assignmentsOf(path: string, text: string): ReturnType<DeploymentFormat["variables"]> {
  try {
    return formatOf(path)?.variables(text) ?? [];
  } catch {
    // The parsers of others throw at some texts, and run out of stack on deep ones. Such a file deploys nothing.
    return [];
  }
}
