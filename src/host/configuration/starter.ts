/** The configuration that a project begins with: what cannot be found out, as comments to be filled in. */
import type { ProjectVersions } from "../versions/versions";
import { ownName } from "./find";
import { tomlDocument } from "./toml-document";

/** A section for `pyproject.toml`, or all of a `grpc-fork-fix.toml`. What the files of the project say is left out. */
export function starterText({ python, grpcio }: ProjectVersions, fileName: string): string {
  const section = fileName === ownName ? "" : "tool.grpc-fork-fix.";
  const lines = [
    ...(section === "" ? [] : ["[tool.grpc-fork-fix]"]),
    "# `grpc-fork-fix --show-settings` prints what holds, and what says so.",
    ...(python === null
      ? ['# target-python = "3.9" # the lowest Python supported: no file of the project says it']
      : []),
    ...(grpcio === null ? ['# grpcio-version = "1.71.0" # no file of the project says which one it uses'] : []),
    "",
    "# What code outside of this repository does; what is inside is followed.",
    `# [${section}models]`,
    '# opens-grpc = ["shop.rpc.connect"] # gives a channel, a stub or a client',
    '# forks = ["shop.jobs.run_in_child"] # runs a function in a forked child',
    '# entry-points = ["shop.cli.main"] # where a program starts, if nothing here starts it',
    "",
  ];
  return lines.join("\n");
}

/** What goes behind the bytes of a TOML file so that it ends with a section, in its line ends; null where that makes no valid TOML. */
export function addition(before: string, section: string): string | null {
  const end = before.includes("\r\n") ? "\r\n" : "\n";
  const gap = before === "" ? "" : before.endsWith("\n") ? end : end + end;
  const text = gap + section.replaceAll("\n", end);
  return tomlDocument(before + text).kind === "document" ? text : null;
}
