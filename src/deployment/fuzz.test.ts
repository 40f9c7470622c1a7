// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of other languages.
import fc from "fast-check";
import type { Span } from "../types";
import { commandsOf, isDeploymentFile, launchersIn, variablesOf } from "./index";

/** Pieces of which the formats are made, so that random texts get further than their first line. */
const pieces = [
  ..."${}()'\"\\`=:#-&*<>%[],;|@",
  " ",
  "  ",
  "\n",
  "\r\n",
  "\t",
  "\0",
  "\ue000",
  "😀",
  "\u2028",
  "A",
  "A=1",
  "GRPC_X=",
  "FROM a AS b",
  "ENV ",
  "ARG A",
  "CMD ",
  "# escape=`",
  "<<EOF",
  "services:",
  "environment:",
  "- ",
  "<<: *a",
  "&a ",
  "apiVersion: v1",
  "kind: Pod",
  "env:",
  "- name: A",
  "value: ",
  "{{ if }}",
  "---",
  "web: ",
  "env ",
  "export ",
  "Environment=",
  "ExecStart=",
  "[Service]",
  "WorkingDirectory=",
  "WORKDIR a",
  "ENTRYPOINT ",
  '["gunicorn", "a:b"]',
  "gunicorn ",
  "celery -A a worker",
  "uwsgi --ini a.ini",
  "sh -c ",
  "exec ",
  "case a in",
  "cd a",
  "command=",
  "command: ",
  "[program:a]",
  "[uwsgi]",
  "module = a",
  "env = A=1",
  "[pytest]",
  "addopts = --forked",
  "runtime: python",
  "entrypoint: ",
  "uwsgi:",
  "<uwsgi>",
  "<module>a</module>",
] as const;

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join("")),
);

const paths = [
  "Dockerfile",
  "compose.yaml",
  "Procfile",
  "orders.service",
  ".env",
  "k8s/orders.yaml",
  "start.sh",
  "app.yaml",
  "supervisord.conf",
  "uwsgi.ini",
  "uwsgi.yaml",
  "uwsgi.xml",
  "pytest.ini",
  "pyproject.toml",
];

function expectInside({ start, end }: Span, source: string): void {
  if (!(0 <= start && start < end && end <= source.length)) throw new Error(`${start}-${end} of ${source.length}`);
}

test.each(paths)("%s: no text throws, and places are in the text, in order", (path) => {
  expect(isDeploymentFile(path)).toBe(true);
  fc.assert(
    fc.property(text, (source) => {
      for (const { name, value, at } of variablesOf(path, source)) {
        const { start, end } = at.span;
        expectInside(at.span, source);
        if (!source.slice(start, end).includes(name)) throw new Error(`${name} is not at ${start}-${end}`);
        expect(value ?? "").not.toContain("\ue000");
      }
    }),
    { numRuns: 500 },
  );
});

test.each(paths)("%s: no text throws, and words and launchers are in the text", (path) => {
  fc.assert(
    fc.property(text, (source) => {
      for (const { words, wordSpans, at } of commandsOf(path, source)) {
        expect(words.length).toBe(wordSpans.length);
        for (const span of [at.span, ...wordSpans]) expectInside(span, source);
      }
      const read = () => ({ kind: "text", text: source, bytes: 0 }) as const;
      const files = { paths: [], deployment: [path], selected: () => true, read };
      for (const { at } of launchersIn(files)) expectInside(at.span, source);
    }),
    { numRuns: 500 },
  );
});
