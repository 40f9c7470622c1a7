import type { Place } from "../../types";
import { folderFrom } from "../folder";
import { UNKNOWN } from "../unknown";
import { type Launcher, type Program, placeOf } from "./launcher";
import { argumentsIn, constantIn, lastOf, type Option, type Syntax } from "./options";
import { type Found, fileTarget, moduleTarget } from "./target";

/** https://uwsgi-docs.readthedocs.io/en/latest/Options.html. Of the many options without a value, those that are met. */
const syntax: Syntax = {
  letters: {
    H: "virtualenv",
    L: "disable-logging",
    M: "master",
    T: "enable-threads",
    c: "cgi-mode",
    h: "help",
    i: "single-interpreter",
    j: "json",
    m: "memory-report",
    p: "processes",
    r: "reaper",
    s: "socket",
    w: "module",
    x: "xml",
    y: "yaml",
  },
  flags: new Set([
    "auto-procname",
    "autoload",
    "catch-exceptions",
    "cheap",
    "close-on-exec",
    "close-on-exec2",
    "die-on-idle",
    "die-on-term",
    "disable-logging",
    "disable-write-exception",
    "enable-proxy-protocol",
    "enable-threads",
    "exit-on-reload",
    "harakiri-verbose",
    "help",
    "honour-stdin",
    "http-auto-chunked",
    "http-auto-gzip",
    "http-chunked-input",
    "http-keepalive",
    "http-raw-body",
    "http-websockets",
    "ignore-sigpipe",
    "ignore-write-errors",
    "lazy",
    "lazy-apps",
    "log-4xx",
    "log-5xx",
    "log-master",
    "log-micros",
    "log-x-forwarded-for",
    "logformat-strftime",
    "manage-script-name",
    "master",
    "memory-report",
    "need-app",
    "no-default-app",
    "no-orphans",
    "no-site",
    "py-call-osafterfork",
    "py-call-uwsgi-fork-hooks",
    "reload-on-exception",
    "reuse-port",
    "show-config",
    "single-interpreter",
    "skip-atexit",
    "skip-atexit-teardown",
    "so-keepalive",
    "stats-http",
    "strict",
    "tcp-nodelay",
    "threaded-logger",
    "thunder-lock",
    "vacuum",
    "version",
    "vhost",
    "wsgi-accept-buffer",
  ]),
};

/** Options that need a master and bring one along. */
const needsMaster =
  /^(?:alarm.*|(?:smart-)?attach-.*|cheap(?:er.*)?|cron2?|unique-cron|farm|idle|legion.*|log(?:ger|-master|-maxsize|-socket|-syslog)|master-fifo|metrics?(?:-.*)?|mules?|py(?:thon)?-auto-?reload|queue-store|spooler(?:-external)?|stats(?:-.*)?|subscribe.*|timer|touch-.*|zerg-server)$/;

const configFile = /\.(?:ini|xml|ya?ml|json)(?::[\w-]*)?$/;

/**
 * uWSGI imports the application once, before it forks its workers, but with `lazy-apps`. It forks when it has a master
 * or several workers; a number of them that is no constant counts as several.
 *
 * @param at what is pointed at where no option decides.
 * @param settingsOf the settings of a configuration file that a command names, as options; empty where it is not known.
 */
export function uwsgiLauncher(
  program: Program,
  settingsOf: (config: string) => readonly Option[] = () => [],
  at: Place = placeOf(program),
): Launcher | null {
  const { options: written, operands } = argumentsIn(program.path, program.words.slice(1), syntax);
  const named = lastOf(written, "ini", "yaml", "yml", "json", "xml", "xmlconfig");
  const config = constantIn(named) ?? operands.find(({ text }) => isConfig(text))?.text ?? null;
  const options = [...fromEnvironment(program), ...(config === null ? [] : settingsOf(config)), ...written];
  if (lastOf(options, "version", "help", "emperor") !== null) return null;
  const lazy = options.findLast(({ name, value }) => /^lazy(?:-apps)?$/.test(name) && !isNo(value));
  const isForking = options.some(hasWorkers);
  return {
    framework: "uwsgi",
    ...applicationOf(
      options,
      operands.map(({ text }) => text),
      program.folder,
    ),
    ...loadingOf(isForking, lazy ?? null, at),
    config,
  };
}

function loadingOf(isForking: boolean, lazy: Option | null, at: Place): Pick<Launcher, "loads" | "at" | "by"> {
  if (!isForking) return { loads: "none", at, by: "uwsgi in one process" };
  if (lazy === null) return { loads: "preloaded", at, by: "uwsgi without lazy-apps" };
  return { loads: "after", at: lazy.at, by: `uwsgi with ${lazy.name}` };
}

/** The words of a configuration file as options of a command. */
export function uwsgiOptions({ path, words }: Program): readonly Option[] {
  return argumentsIn(path, words.slice(1), syntax).options;
}

function isConfig(text: string): boolean {
  return configFile.test(text) && !text.includes(UNKNOWN);
}

function isNo(value: string | null): boolean {
  return /^(?:false|off|no|0)$/i.test(value ?? "");
}

function hasWorkers({ name, value }: Option): boolean {
  if (name === "processes" || name === "workers") return value !== null && !/^\s*[01]?\s*$/.test(value);
  return (name === "master" || needsMaster.test(name)) && !isNo(value);
}

/** `UWSGI_LAZY_APPS=1` is the option `lazy-apps`. */
function fromEnvironment({ path, variables }: Program): readonly Option[] {
  return variables
    .filter(({ name }) => name.startsWith("UWSGI_"))
    .map(({ name, value, span }) => ({
      name: name.slice("UWSGI_".length).toLowerCase().replaceAll("_", "-"),
      value: value ?? UNKNOWN,
      at: { path, span },
    }));
}

function applicationOf(options: readonly Option[], operands: readonly string[], folder: string | null): Found {
  const chdir = constantIn(lastOf(options, "chdir"));
  const inside = chdir === null ? folder : folderFrom(folder, chdir);
  const callable = constantIn(lastOf(options, "callable"));
  const written = constantIn(lastOf(options, "module", "wsgi"));
  if (written !== null) return { target: withObject(moduleTarget(written), callable), folder: inside };
  const file = constantIn(lastOf(options, "wsgi-file", "file"));
  if (file !== null) return fileTarget(file, callable, inside);
  const mounted = constantIn(lastOf(options, "mount"));
  const application =
    mounted?.slice(mounted.indexOf("=") + 1) ?? operands.find((text) => /\.(?:py|wsgi)$|:/.test(text));
  if (application === undefined || application.includes(UNKNOWN)) return { target: null, folder: inside };
  if (/\.(?:py|wsgi)$/.test(application)) return fileTarget(application, callable, inside);
  return { target: withObject(moduleTarget(application), callable), folder: inside };
}

function withObject(target: Found["target"], object: string | null): Found["target"] {
  return target && { module: target.module, object: target.object ?? object };
}
