/** Counters in the text format of Prometheus: https://prometheus.io/docs/instrumenting/exposition_formats/ */

/** What became of a delivery. */
export type DeliveryEnd =
  | "accepted"
  | "known"
  | "unwanted"
  | "full"
  | "unsigned"
  | "malformed"
  | "too-large"
  | "stopping";
export type JobEnd = "done" | "later" | "given-up";

export interface Metrics {
  readonly delivered: (end: DeliveryEnd) => void;
  readonly worked: (job: string, end: JobEnd, milliseconds: number) => void;
  /** All of them, with what holds at the moment. */
  readonly text: (now: Gauges) => string;
}

export interface Gauges {
  readonly waiting: number;
  /** Repositories by state. */
  readonly repositories: ReadonlyMap<string, number>;
}

type Labels = Readonly<Record<string, string>>;

interface Family {
  readonly name: string;
  readonly type: "counter" | "gauge" | "summary";
  readonly help: string;
  readonly samples: readonly (readonly [suffix: string, labels: Labels, value: number])[];
}

const PREFIX = "grpc_fork_fix_bot";

/** Metrics that begin with nothing. */
export function newMetrics(): Metrics {
  const deliveries = new Map<DeliveryEnd, number>();
  const jobs = new Map<string, { readonly labels: Labels; count: number; seconds: number }>();
  return {
    delivered: (end) => deliveries.set(end, (deliveries.get(end) ?? 0) + 1),
    worked: (job, outcome, milliseconds) => {
      const key = `${job} ${outcome}`;
      const known = jobs.get(key) ?? { labels: { job, outcome }, count: 0, seconds: 0 };
      jobs.set(key, { ...known, count: known.count + 1, seconds: known.seconds + milliseconds / 1_000 });
    },
    text: ({ waiting, repositories }) =>
      [
        {
          name: `${PREFIX}_deliveries_total`,
          type: "counter" as const,
          help: "Webhooks that came, by what became of them.",
          samples: [...deliveries].map(([outcome, count]) => ["", { outcome }, count] as const),
        },
        {
          name: `${PREFIX}_job_seconds`,
          type: "summary" as const,
          help: "What webhooks asked for and was tried, by what became of it.",
          samples: [...jobs.values()].flatMap(({ labels, count, seconds }) => [
            ["_sum", labels, seconds] as const,
            ["_count", labels, count] as const,
          ]),
        },
        {
          name: `${PREFIX}_waiting`,
          type: "gauge" as const,
          help: "Jobs that wait.",
          samples: [["", {}, waiting] as const],
        },
        {
          name: `${PREFIX}_repositories`,
          type: "gauge" as const,
          help: "Repositories, by how far they are.",
          samples: [...repositories].map(([state, count]) => ["", { state }, count] as const),
        },
      ]
        .map(familyText)
        .join(""),
  };
}

function familyText({ name, type, help, samples }: Family): string {
  const lines = samples.map(([suffix, labels, value]) => `${name}${suffix}${labelText(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
}

/** The values are words of ours, in which nothing has to be escaped. */
function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}
