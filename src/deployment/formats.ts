import { airflowConfig } from "./airflow-config";
import { appEngine } from "./app-engine";
import { compose } from "./compose";
import { dockerfile } from "./dockerfile";
import { dotenv } from "./dotenv";
import type { Assignment, DeploymentFormat, Start } from "./format";
import { kubernetes } from "./kubernetes";
import { procfile } from "./procfile";
import { pytestConfig } from "./pytest-config";
import { shellScript } from "./shell";
import { supervisor } from "./supervisor";
import { systemd } from "./systemd";
import { withoutTemplates } from "./templates";
import { uwsgiConfig } from "./uwsgi-config";

/** In the order in which they are asked: `compose.yaml` is also YAML. */
const formats: readonly DeploymentFormat[] = [
  dockerfile,
  compose,
  procfile,
  systemd,
  dotenv,
  pytestConfig,
  supervisor,
  uwsgiConfig,
  airflowConfig,
  appEngine,
  shellScript,
  kubernetes,
];

/** The format in which a file is read, by its path; null for what is no file of deployment. */
export function formatOf(path: string): DeploymentFormat | null {
  return formats.find((format) => format.matches(path)) ?? null;
}

/** All variables that a text sets, in its order. Of a text that cannot be read, none. */
export function assignmentsIn(path: string, text: string): readonly Assignment[] {
  return orNothing(() => formatOf(path)?.variables(withoutTemplates(text)));
}

/** All programs that a text starts, in its order, as they are written there. Of a text that cannot be read, none. */
export function startsIn(path: string, text: string): readonly Start[] {
  return orNothing(() => formatOf(path)?.starts?.(withoutTemplates(text)));
}

function orNothing<Item>(read: () => readonly Item[] | undefined): readonly Item[] {
  try {
    return read() ?? [];
  } catch {
    // The parsers of others throw at some texts, and run out of stack on deep ones. Such a file deploys nothing.
    return [];
  }
}
