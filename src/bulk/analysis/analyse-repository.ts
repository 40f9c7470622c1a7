import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJson, readText } from "../../host/json/read-json";
import { list, object, text } from "../../host/json/shape";
import type { Head, Mirror } from "../git/mirror";
import type { Limits } from "../types";
import { checkOut } from "./checkout";
import { runTool } from "./run-tool";

/** What is known of a repository after its analysis. The texts are as the tool wrote them. */
export interface Analysed {
  readonly findings: number;
  /** A fix bundle with the commit as its base; null when there is nothing to repair. */
  readonly bundle: string | null;
  /** JSON, version 1: docs/json.md. */
  readonly report: string;
  /** For the body of a pull request. */
  readonly markdown: string;
}

/** The tool did not do it, and would not another time. */
export class AnalysisFailed extends Error {
  override readonly name = "AnalysisFailed";
}

export interface AnalysisJob {
  readonly mirror: Mirror;
  readonly head: Head;
  readonly limits: Limits;
  /** Flags of the campaign. */
  readonly flags: readonly string[];
  /** `bin/grpc-fork-fix.js`, absolute. */
  readonly tool: string;
}

/** Bytes of a report or a bundle. */
const LIMIT = 256 * 1024 * 1024;

const reportShape = object({ findings: list(object({ rule: text(20) }), 1_000_000) });

/**
 * Analyses a commit in a process of its own, without tokens. Nothing of the repository is run.
 *
 * @throws AnalysisFailed, TooLarge
 */
export async function analyseRepository({ mirror, head, limits, flags, tool }: AnalysisJob): Promise<Analysed> {
  const scratch = mkdtempSync(join(tmpdir(), "grpc-fork-fix-campaign-"));
  try {
    const folder = join(scratch, "code");
    mkdirSync(folder);
    await checkOut(mirror, head.commit, folder, limits);
    const at = (name: string) => join(scratch, name);
    const reports = ["--format", "json", "-o", at("report.json"), "--format", "markdown", "-o", at("report.md")];
    const end = await runTool({
      tool,
      // All that is there is tracked, whatever the ignore files say.
      args: [
        "--export-fixes",
        at("bundle.json"),
        ...reports,
        "--no-cache",
        "--no-gitignore",
        "--exit-zero",
        "--quiet",
        ...flags,
        ".",
      ],
      folder,
      scratch,
      limit: limits.seconds * 1_000,
      megabytes: limits.megabytes,
    });
    if (end.isLate) throw new AnalysisFailed(`the analysis took more than ${limits.seconds} s`);
    if (end.status !== 0)
      throw new AnalysisFailed(`the analysis failed: ${lastLine(end.said) || `status ${end.status}`}`);
    const report = readText(at("report.json"), "report.json", LIMIT);
    const { findings } = readJson(report, "report.json", reportShape);
    const markdown = existsSync(at("report.md")) ? readFileSync(at("report.md"), "utf8") : "";
    return { findings: findings.length, bundle: bundleIn(at("bundle.json"), head.commit), report, markdown };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const bundleShape = object({ files: list((file) => file, 1_000_000) });

/** The bundle of a folder that is no work tree does not say which commit it is for. */
function bundleIn(file: string, base: string): string | null {
  if (!existsSync(file)) return null;
  const written = readText(file, "bundle.json", LIMIT);
  if (readJson(written, "bundle.json", bundleShape).files.length === 0) return null;
  return `${JSON.stringify({ ...JSON.parse(written), base }, null, 2)}\n`;
}

function lastLine(said: string): string {
  return said.trim().split("\n").at(-1)?.slice(0, 500) ?? "";
}
