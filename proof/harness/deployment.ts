/** How a project under proof is started, read from the file that says so where it is deployed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export interface Deployment {
  /** For a shell, in the project's folder. */
  readonly command: string;
  /** It answers requests over HTTP, or takes tasks from a queue. */
  readonly kind: Kind;
  /** So many processes must answer. */
  readonly processes: number;
  /** The modules of the frameworks that must be installed. */
  readonly frameworks: readonly string[];
}

type Kind = "web" | "worker";

/**
 * Reads a head; `field` gives the text behind a key of it. Null when the project is not deployed: it has no `deployed`.
 *
 *     # deployed: Procfile            (or compose.yaml, with a service `web` or `worker`; or Dockerfile, which is for the web)
 *     # needs: gunicorn flask
 *     # processes: 2
 */
export function readDeployment(field: (key: string) => string | null, folder: string, name: string): Deployment | null {
  const file = field("deployed");
  if (file === null) return null;
  const processes = field("processes") ?? "";
  if (!/^[1-9]$/.test(processes)) throw new Error(`${name}: "${processes}" is no small number of processes`);
  const read = READERS[file];
  if (read === undefined) throw new Error(`${name}: nothing is deployed by "${file}"`);
  const start = read(readFileSync(join(folder, file), "utf8"));
  if (start === null) throw new Error(`${name}: ${file} starts neither web nor worker`);
  const frameworks = (field("needs") ?? "").split(/\s+/).filter((word) => word !== "");
  return { ...start, processes: Number(processes), frameworks };
}

type Start = Pick<Deployment, "command" | "kind">;

const READERS: Readonly<Record<string, (text: string) => Start | null>> = {
  Procfile(text) {
    const [, word, command] = /^(web|worker):[ \t]*(.+)$/m.exec(text) ?? [];
    return word === undefined || command === undefined ? null : { command, kind: kindOf(word) };
  },
  "compose.yaml"(text) {
    const services: Readonly<Record<string, { readonly command?: unknown }>> = parse(text).services;
    const [word, service] = Object.entries(services).find(([word]) => word === "web" || word === "worker") ?? [];
    if (word === undefined || typeof service?.command !== "string") return null;
    return { command: service.command, kind: kindOf(word) };
  },
  Dockerfile(text) {
    const argument = /^CMD[ \t]+(.+)$/m.exec(text)?.[1];
    if (argument === undefined) return null;
    const words: readonly string[] | null = argument.startsWith("[") ? JSON.parse(argument) : null;
    return { command: words === null ? argument : words.map((word) => `'${word}'`).join(" "), kind: "web" };
  },
};

function kindOf(word: string): Kind {
  return word === "web" ? "web" : "worker";
}
