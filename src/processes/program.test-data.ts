import { type Analysis, analyse } from "../analyse";
import { loadParser } from "../python/parser";
import type { Files, Finding, Options, Place } from "../types";

export const options: Options = { targetPython: null, platform: "linux", select: [], ignore: [], unsafeFixes: false };

/** A generated stub module, and what nearly every program imports. */
const head = `import os, sys, threading, multiprocessing, functools, contextlib
import grpc
from multiprocessing import Process, Pool
from shop_pb2_grpc import StockStub

`;

/** Files in memory, all of them asked for. */
export function filesOf(texts: Readonly<Record<string, string>>): Files {
  return {
    paths: Object.keys(texts).sort(),
    selected: () => true,
    read: (path) => {
      const text = texts[path];
      return text === undefined
        ? { kind: "unreadable", message: "no such file", bytes: 0 }
        : { kind: "text", text, bytes: text.length };
    },
  };
}

export async function analyseTexts(texts: Readonly<Record<string, string>>): Promise<Analysis> {
  return analyse(filesOf(texts), options, await loadParser(), new Map());
}

/**
 * The findings in a program of one file: rule, severity, the code on the line that it points at, and the
 * code on the line of the fork.
 */
export async function findingsIn(program: string): Promise<readonly string[]> {
  const texts = { "shop.py": head + dedent(program) };
  const { findings } = await analyseTexts(texts);
  return findings.map((finding) => describeFinding(finding, texts));
}

/** The same for several files, with no imports of their own. */
export async function findingsInAll(texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { findings } = await analyseTexts(texts);
  return findings.map((finding) => describeFinding(finding, texts));
}

function describeFinding({ rule, severity, at, fork }: Finding, texts: Readonly<Record<string, string>>): string {
  return [rule, severity, "|", lineAt(at, texts), "|", fork ? lineAt(fork.at, texts) : "-"].join(" ");
}

function lineAt({ path, span }: Place, texts: Readonly<Record<string, string>>): string {
  const text = texts[path] ?? "";
  const start = text.lastIndexOf("\n", span.start - 1) + 1;
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? undefined : end).trim();
}

function dedent(text: string): string {
  const lines = text.replace(/^\n/, "").split("\n");
  const indent = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join("\n");
}
