import { relative, sep } from "node:path";
import type { GrpcioVersion, PythonVersion } from "../../types";
import { workTreeOf } from "../git";
import { folderAround, upwards } from "../upwards";
import { grpcioVersion } from "./grpcio-version";
import { lineWidth } from "./line-width";
import { lowestPython } from "./python-version";

/** What a project says about the versions that it is for, and about its code. */
export interface ProjectVersions {
  readonly python: { readonly version: PythonVersion; readonly source: string } | null;
  readonly grpcio: GrpcioVersion | null;
  /** The most characters of a line. */
  readonly lineWidth: number | null;
}

/**
 * Reads them from the files of the folder of `start` (the first named path) and of those around it, up to the top of
 * the git work tree, else up to the working directory. The nearest folder that says something counts.
 */
export function versionsOf(start: string, cwd: string): ProjectVersions {
  const folder = folderAround(start, cwd);
  const around = folderAround(".", cwd);
  const isWithin = folder === around || folder.startsWith(around + sep);
  const folders = upwards(folder, workTreeOf(folder) ?? (isWithin ? around : folder));
  const show = (path: string) => relative(around, path).split(sep).join("/");
  const python = lowestPython(folders);
  return {
    python: python && { version: python.version, source: `${show(python.at.path)}:${python.at.line}` },
    grpcio: grpcioVersion(folders, show),
    lineWidth: lineWidth(folders),
  };
}
