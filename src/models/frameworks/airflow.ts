import type { FrameworkModel } from "../model";

/** Airflow 2 parses the DAG file in the process that forks the task (airflow/task/task_runner/standard_task_runner.py: `_start_by_fork`); Airflow 3 parses it in the child (airflow.sdk.execution_time.task_runner: `startup`). */
export const airflow = {
  kind: "framework",
  name: "airflow",
  summary:
    "Airflow 2 imports the DAG file and forks each task from there, with every executor; Airflow 3, and execute_tasks_new_python_interpreter, import it in the child",
  source:
    "https://airflow.apache.org/docs/apache-airflow/2.10.5/configurations-ref.html#execute-tasks-new-python-interpreter",
  apps: ["airflow.DAG", "airflow.models.DAG", "airflow.models.dag.DAG", "airflow.decorators.dag"],
  loads: "preloaded",
  by: "the task runner of Airflow 2",
  modules: [],
  marks: [],
  childHooks: [],
  parentHooks: [],
  provides: [],
  runsForkHooks: true,
  objects: { package: "airflow", methods: ["execute", "poke"] },
  putsOff: [
    "airflow.decorators.task",
    "airflow.decorators.task.python",
    "airflow.decorators.task.branch",
    "airflow.decorators.task.sensor",
    "airflow.decorators.task.short_circuit",
    "airflow.decorators.task.virtualenv",
    "airflow.decorators.task.external_python",
    "airflow.decorators.task.docker",
    "airflow.decorators.task.kubernetes",
  ],
  isOneDeployment: true,
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from airflow import DAG
from airflow.operators.python import PythonOperator
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
with DAG('stock') as dag:
    PythonOperator(task_id='count', python_callable=count)
`,
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from airflow.models import DAG, BaseOperator
class Count(BaseOperator):
    def execute(self, context):
        return channel.unary_unary('/shop.Stock/Count')(b'')
with DAG('stock') as dag:
    Count(task_id='count')
`,
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from airflow.decorators import dag, task
@dag(schedule=None)
def stock():
    @task
    def count():
        return channel.unary_unary('/shop.Stock/Count')(b'')
    count()
stock()
`,
    ],
    no: [
      `import grpc
from airflow import DAG
from airflow.operators.python import PythonOperator
def count(*args):
    with grpc.insecure_channel('stock:50051') as channel:
        return channel.unary_unary('/shop.Stock/Count')(b'')
with DAG('stock') as dag:
    PythonOperator(task_id='count', python_callable=count)
`,
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from airflow.sdk import DAG, task
with DAG('stock') as dag:
    @task
    def count():
        return channel.unary_unary('/shop.Stock/Count')(b'')
    count()
`,
      `import grpc
from airflow.models import DAG, BaseOperator
class Count(BaseOperator):
    def execute(self, context):
        channel = grpc.insecure_channel('stock:50051')
        return channel.unary_unary('/shop.Stock/Count')(b'')
with DAG('stock') as dag:
    Count(task_id='count')
`,
    ],
  },
} as const satisfies FrameworkModel;
