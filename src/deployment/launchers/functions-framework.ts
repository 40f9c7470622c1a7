import { type Launcher, type Program, placeOf } from "./launcher";
import { argumentsIn, constantIn, lastOf, type Syntax } from "./options";
import { fileTarget } from "./target";

const syntax: Syntax = { letters: {}, flags: new Set(["asgi", "debug", "help"]) };

/**
 * It imports the user's file to make the application, and hands that to a gunicorn of its own, which forks: so in all
 * releases up to 3.10, as a change of that was not merged (GoogleCloudPlatform/functions-framework-python#147). Only
 * with `--debug` is it served by Flask in one process.
 */
export function functionsFrameworkLauncher(program: Program): Launcher | null {
  const { options } = argumentsIn(program.path, program.words.slice(1), syntax);
  if (lastOf(options, "help") !== null) return null;
  const target = settingOf(program, options, "target");
  const source = settingOf(program, options, "source");
  const debug = lastOf(options, "debug");
  return {
    framework: "functions-framework",
    ...fileTarget(source === undefined ? "main.py" : source, target ?? null, program.folder),
    loads: debug === null ? "preloaded" : "none",
    at: debug?.at ?? placeOf(program),
    config: null,
    by: debug === null ? "functions-framework" : "functions-framework --debug",
  };
}

/** By the option, else by the variable; undefined where nothing says, null where it is not a constant. */
function settingOf(
  { variables }: Program,
  options: Parameters<typeof lastOf>[0],
  name: "target" | "source",
): string | null | undefined {
  const option = lastOf(options, name);
  if (option !== null) return constantIn(option);
  return variables.findLast((variable) => variable.name === `FUNCTION_${name.toUpperCase()}`)?.value;
}
