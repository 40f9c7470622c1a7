import { folderFrom } from "../folder";
import type { Quoting } from "../words";
import { wordsIn } from "../words";
import { type Launcher, type Program, placeOf } from "./launcher";
import { argumentsIn, constantIn, lastOf, type Option, type Syntax } from "./options";
import { moduleTarget } from "./target";

/** https://docs.gunicorn.org/en/stable/settings.html: the options without a value, of all releases up to 26. */
const syntax: Syntax = {
  letters: {
    c: "config",
    b: "bind",
    w: "workers",
    k: "worker-class",
    e: "env",
    D: "daemon",
    R: "enable-stdio-inheritance",
    v: "version",
    h: "help",
  },
  flags: new Set([
    "capture-output",
    "check-config",
    "daemon",
    "disable-redirect-access-to-syslog",
    "do-handshake-on-connect",
    "enable-backlog-metric",
    "enable-stdio-inheritance",
    "help",
    "initgroups",
    "log-syslog",
    "no-control-socket",
    "no-sendfile",
    "permit-obsolete-folding",
    "permit-unconventional-http-method",
    "permit-unconventional-http-version",
    "casefold-http-method",
    "preload",
    "print-config",
    "reload",
    "reuse-port",
    "spew",
    "strip-header-spaces",
    "suppress-ragged-eofs",
    "version",
  ]),
};

/** It splits `GUNICORN_CMD_ARGS` as a shell would, and expands nothing. */
const plain: Quoting = { escape: "\\", separator: /\s/, expand: () => null, inSingleQuotes: "literal" };

/**
 * The arbiter always forks its workers, one too; `--preload` decides whether it imports the application before. The
 * configuration file may say it as well, but that is Python: `gunicornSettings`.
 */
export function gunicornLauncher(program: Program): Launcher | null {
  const { options: written, operands } = argumentsIn(program.path, program.words.slice(1), syntax);
  const options = [...fromEnvironment(program), ...written];
  if (lastOf(options, "check-config", "print-config", "version", "help") !== null) return null;
  const chdir = constantIn(lastOf(options, "chdir"));
  const preload = lastOf(options, "preload");
  return {
    framework: "gunicorn",
    target: lastOf(options, "paste", "paster") === null ? moduleTarget(operands[0]?.text ?? null) : null,
    folder: chdir === null ? program.folder : folderFrom(program.folder, chdir),
    loads: preload === null ? "after" : "preloaded",
    at: preload?.at ?? placeOf(program),
    config: constantIn(lastOf(options, "config")),
    by: preload === null ? "gunicorn" : "gunicorn --preload",
  };
}

/** Options in the environment count less than those of the command. */
function fromEnvironment({ path, variables }: Program): readonly Option[] {
  const variable = variables.findLast(({ name }) => name === "GUNICORN_CMD_ARGS");
  const value = variable?.value;
  if (variable === undefined || typeof value !== "string") return [];
  const words = [...wordsIn(value, { start: 0, end: value.length }, plain)];
  return argumentsIn(path, words, syntax).options.map((option) => ({ ...option, at: { path, span: variable.span } }));
}
