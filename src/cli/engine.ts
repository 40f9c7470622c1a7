import type { Rule } from "../rules/rule";
import type { Investigation } from "../run";
import type { Files, Options, Result } from "../types";

/** The analysis that the command line drives. Tests bring their own. */
export interface Engine {
  readonly run: (files: Files, options: Options) => Promise<Result>;
  /** A run that can be asked about single fixes. */
  readonly investigate: (files: Files, options: Options) => Promise<Investigation>;
  readonly rules: readonly Rule[];
  /** Names; missing where no flag can ask for one. */
  readonly transforms?: readonly string[];
  /** What may be kept in the project's cache for the next run: what files say, or results as well; missing, nothing. */
  readonly remembers?: "files" | "results";
}

/** The real one. Its parts are loaded on first use, because parsers and models come with them. */
export const realEngine: Engine = {
  remembers: "results",
  run: (files, options) => require("../run").run(files, options),
  investigate: (files, options) => require("../run").investigate(files, options),
  get rules() {
    return require("../rules/index").rules;
  },
  get transforms() {
    return require("../run").transformNames;
  },
};
