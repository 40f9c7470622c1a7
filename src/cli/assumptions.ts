import type { Options, Result } from "../types";
import type { Settings } from "./settings";

/** Rules whose findings, or what they say, depend on the version of grpcio. */
const versioned = new Set(["GFF203", "GFF302", "GFF303", "GFF304"]);

/** One line on what was taken for granted, where it decides what was found; else nothing. */
export function assumptionsOf(result: Result, settings: Settings, options: Options): string {
  const parts = [...startAssumption(settings, options), ...grpcioAssumption(result, options)];
  return parts.length === 0 ? "" : `Assumed: ${parts.join("; ")}.\n`;
}

/** Where nothing forks by itself, a project without findings may have some elsewhere. */
function startAssumption({ sourceOf, project }: Settings, options: Options): readonly string[] {
  const { platform, targetPython: python } = options;
  const source = (named: string | null) => (named === null ? "" : ` (${named})`);
  if (platform === "darwin")
    return [`macOS${source(sourceOf("platform"))}, where processes start with spawn unless the code says fork`];
  if (python === null || python.major < 3 || (python.major === 3 && python.minor < 14)) return [];
  const named = source(sourceOf("target-python") ?? project.python?.source ?? null);
  const version = `Python ${python.major}.${python.minor}${named}`;
  return [`${version}, where processes start with forkserver unless the code says fork`];
}

function grpcioAssumption({ decisions }: Result, { grpcio }: Options): readonly string[] {
  if (!grpcio || !decisions.some(({ finding }) => versioned.has(finding.rule))) return [];
  return [`grpcio ${grpcio.version}${grpcio.exact ? "" : " or later"} (${grpcio.source})`];
}
