import type { DeploymentFormat, Start } from "./format";
import { type Setting, settingsIn } from "./ini";
import { startsInScript } from "./script";
import { type Quoting, wordsIn } from "./words";

/** Options of pytest in a text, in a list or a string of whatever language: quotes and commas are gaps. */
const options: Quoting = { escape: "\\", separator: /[\s,"'[\]]/, expand: () => null, inSingleQuotes: "literal" };

/**
 * The configurations of Python's tools. `addopts` is read as a command of pytest; the commands of tox are commands.
 * https://docs.pytest.org/en/stable/reference/customize.html, https://tox.wiki/en/stable/config.html
 */
export const pytestConfig = {
  name: "pytest",
  matches: (path) =>
    /(?:^|\/)(?:\.?pytest\.(?:ini|toml)|\.pytest\.toml|tox\.ini|setup\.cfg|pyproject\.toml)$/.test(path),
  variables: () => [],
  starts: (text) => settingsIn(text, "continued").flatMap((setting) => startsOf(text, setting)),
} satisfies DeploymentFormat;

function startsOf(text: string, setting: Setting): readonly Start[] {
  const { section, key, keySpan, valueSpan } = setting;
  if (key === "addopts" && /^(?:pytest|tool:pytest|tool\.pytest(?:\.ini_options)?)$/.test(section)) {
    const words = [...wordsIn(withoutComments(text), valueSpan, options)];
    return [{ words: [{ text: "pytest", span: keySpan }, ...words], folder: null, variables: [] }];
  }
  if (key !== "commands" || !section.startsWith("testenv")) return [];
  return startsInScript(withoutComments(text), valueSpan);
}

function withoutComments(text: string): string {
  return text.replace(/(^|\s)#.*$/gm, (comment) => comment.replace(/[^\r\n]/g, " "));
}
