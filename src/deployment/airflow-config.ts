import type { DeploymentFormat } from "./format";
import { settingsIn } from "./ini";

/** The settings of Airflow, as the variables that stand for them: `[core] executor` is `AIRFLOW__CORE__EXECUTOR`. */
export const airflowConfig = {
  name: "airflow",
  matches: (path) => /(?:^|\/)airflow\.cfg$/.test(path),
  variables: (text) =>
    settingsIn(text, "continued").map(({ section, key, keySpan, value, valueSpan }) => ({
      name: `AIRFLOW__${section}__${key}`.toUpperCase(),
      value,
      span: { start: keySpan.start, end: valueSpan.end },
    })),
} satisfies DeploymentFormat;
