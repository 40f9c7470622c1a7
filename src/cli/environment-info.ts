import { realpathSync } from "node:fs";
import { relative } from "node:path";
import { findConfiguration } from "../host/configuration/find";
import { folderAround } from "../host/upwards";
import { versionsOf } from "../host/versions/versions";
import { startOf } from "./arguments";
import type { Tokens } from "./tokens";
import { toolVersion } from "./version";

/** Text of `--env-info`: what a bug report should have. Nothing in it depends on a configuration that is right. */
export function environmentInfo(tokens: Tokens, folder: string): string {
  const cwd = realpathSync(folder);
  const start = startOf(tokens);
  const { python, grpcio } = versionsOf(start, cwd);
  const file = findConfiguration(folderAround(start, cwd));
  const lines = [
    `grpc-fork-fix ${toolVersion()}`,
    `node ${process.version}`,
    `platform ${process.platform} ${process.arch}`,
    `python of the project: ${python ? `${python.version.major}.${python.version.minor} (${python.source})` : "not stated"}`,
    `grpcio of the project: ${grpcio ? `${grpcio.version}${grpcio.exact ? "" : " or later"} (${grpcio.source})` : "not stated"}`,
    `configuration: ${file === null ? "none" : relative(cwd, file)}`,
  ];
  return `${lines.join("\n")}\n`;
}
