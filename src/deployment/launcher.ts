/** What starts the programs of a repository, as far as files outside of Python say. */
import type { Place } from "../types";

/** A command, or a configuration file, that starts an application by way of a framework. */
export interface Launcher {
  /** As the framework's model is called: `gunicorn`, `celery`. */
  readonly framework: "gunicorn" | "uwsgi" | "celery" | "functions-framework" | "flask" | "pytest";
  /** `shop.web:create_app()` is module `shop.web`, object `create_app`; null when it is not a constant. */
  readonly target: { readonly module: string; readonly object: string | null } | null;
  /** The folder in which it runs, relative to the root of the project, as written; null when nothing says. */
  readonly folder: string | null;
  /** `preloaded`: the application is imported in the master, which then forks; `after`: it forks first; `none`: no fork. */
  readonly loads: "preloaded" | "after" | "none";
  /** What decides: the option, the line of the configuration file, or the command where the default decides. */
  readonly at: Place;
  /** A configuration file that the command names, as written. */
  readonly config: string | null;
  /** As a person would call it: `gunicorn --preload`. */
  readonly by: string;
}
