import type { Place, Span } from "../../types";
import type { Start } from "../format";

/** A way in which a text starts an application, and whether that is loaded before the process forks. */
export interface Launcher {
  readonly framework:
    | "airflow"
    | "celery"
    | "flask"
    | "functions-framework"
    | "gunicorn"
    | "huey"
    | "pytest"
    | "rq"
    | "uwsgi";
  /**
   * `shop.web:create_app()` is the object `create_app` of the module `shop.web`; a file, `shop/web.py`, is given as the
   * module to which its path from `folder` leads. Null when it is not a constant or comes from elsewhere.
   */
  readonly target: { readonly module: string; readonly object: string | null } | null;
  /** The folder in which the application is looked for, as written; null when nothing says. Often one in a container. */
  readonly folder: string | null;
  /**
   * `preloaded`: the application is imported in the master, which then forks; `after`: the master forks first; `none`:
   * nothing forks (threads, one process, a pool of another kind), or nobody knows.
   */
  readonly loads: "preloaded" | "after" | "none";
  /** What decides: the option, the line of the configuration file, or the command where its default decides. */
  readonly at: Place;
  /** A configuration file that the command names, as written. */
  readonly config: string | null;
  /** How a person would call it: `gunicorn --preload`. */
  readonly by: string;
}

export type Target = NonNullable<Launcher["target"]>;

/** A start whose first word is a program that launches applications. */
export interface Program extends Start {
  readonly path: string;
}

/** The command itself, for where nothing in it decides. Its words may come from two instructions. */
export function placeOf({ path, words }: Program): Place {
  return { path, span: around(words.map(({ span }) => span)) };
}

/** The span around others. */
export function around(spans: readonly Span[]): Span {
  const start = spans.reduce((least, span) => Math.min(least, span.start), Number.POSITIVE_INFINITY);
  return { start, end: spans.reduce((most, span) => Math.max(most, span.end), 0) };
}
