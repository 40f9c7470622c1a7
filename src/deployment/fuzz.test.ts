// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of other languages.
import fc from "fast-check";
import { isDeploymentFile, variablesOf } from "./index";

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
] as const;

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join("")),
);

const paths = ["Dockerfile", "compose.yaml", "Procfile", "orders.service", ".env", "k8s/orders.yaml"];

test.each(paths)("%s: no text throws, and places are in the text, in order", (path) => {
  expect(isDeploymentFile(path)).toBe(true);
  fc.assert(
    fc.property(text, (source) => {
      for (const { name, value, at } of variablesOf(path, source)) {
        const { start, end } = at.span;
        if (!(0 <= start && start < end && end <= source.length)) throw new Error(`${start}-${end}`);
        if (!source.slice(start, end).includes(name)) throw new Error(`${name} is not at ${start}-${end}`);
        expect(value ?? "").not.toContain("\ue000");
      }
    }),
    { numRuns: 500 },
  );
});
