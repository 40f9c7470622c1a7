import type { Files } from "../../types";
import { assignmentsIn } from "../formats";
import type { Launcher } from "./launcher";

/** Airflow reads `[core] key` of airflow.cfg from this variable as well (airflow/configuration.py: `AIRFLOW__SECTION__KEY`). */
const VARIABLE = "AIRFLOW__CORE__EXECUTE_TASKS_NEW_PYTHON_INTERPRETER";

/** Of Airflow 3: its image, or its distribution from that version on. */
const third = /apache\/airflow:(?:slim-)?3\.|apache-airflow(?:\[[^\]]*\])?\s*(?:[=~]=|>=?)\s*3\b/;

/** The settings with which no task inherits what its DAG file has made: each task starts a new Python, or Airflow is one that forks before it parses. */
export function airflowSettings(files: Files): readonly Launcher[] {
  return [...(files.deployment ?? [])].sort().flatMap((path) => {
    const read = files.read(path);
    if (read.kind === "unreadable" || !/airflow/i.test(path + read.text)) return [];
    const variable = assignmentsIn(path, read.text).find(({ name, value }) => name === VARIABLE && isOn(value));
    const version = third.exec(read.text);
    const span = variable?.span ?? (version && { start: version.index, end: version.index + version[0].length });
    const by = variable ? "execute_tasks_new_python_interpreter" : "Airflow 3";
    return span
      ? [{ framework: "airflow", target: null, folder: null, loads: "none", at: { path, span }, config: null, by }]
      : [];
  });
}

function isOn(value: string | null): boolean {
  return /^(?:true|t|1)$/i.test(value ?? "");
}
