import { launched } from "./shown.test-data";

const SETTING = "execute_tasks_new_python_interpreter";

test.each<readonly [path: string, text: string, at: string, by: string]>([
  ["airflow.cfg", `[core]\n${SETTING} = True\n`, `${SETTING} = True`, SETTING],
  [
    ".env",
    "AIRFLOW__CORE__EXECUTE_TASKS_NEW_PYTHON_INTERPRETER=1\n",
    "AIRFLOW__CORE__EXECUTE_TASKS_NEW_PYTHON_INTERPRETER=1",
    SETTING,
  ],
  ["Dockerfile", "FROM apache/airflow:slim-3.0.1\n", "apache/airflow:slim-3.", "Airflow 3"],
  ["compose.yaml", "services:\n  a:\n    image: apache/airflow:3.1.0-python3.12\n", "apache/airflow:3.", "Airflow 3"],
  ["pyproject.toml", 'dependencies = ["apache-airflow[celery]>=3.0"]\n', "apache-airflow[celery]>=3", "Airflow 3"],
])("no task inherits its DAG file by %s", (path, text, at, by) => {
  expect(launched({ [path]: text })).toEqual([
    { framework: "airflow", target: null, folder: null, loads: "none", at, config: null, by },
  ]);
});

test.each([
  ["airflow.cfg", `[core]\n${SETTING} = False\nexecutor = LocalExecutor\n`],
  ["airflow.cfg", `[celery]\n${SETTING} = True\n`],
  ["Dockerfile", "FROM apache/airflow:2.10.5-python3.12\n"],
  ["pyproject.toml", 'dependencies = ["apache-airflow>=2.9,<3", "apache-airflow-providers-google>=3"]\n'],
])("%s says nothing of it: %j", (path, text) => expect(launched({ [path]: text })).toEqual([]));
