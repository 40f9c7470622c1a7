/** Ordinary files of a package: modules, tests, `__init__.py`. None has anything to do with gRPC, unless it is asked to. */
const { blocks, checks, functionName } = require("./blocks");
const { decoys, foreign, nouns, sentences } = require("./words");

const standard = [
  "import asyncio",
  "import functools",
  "import json",
  "import logging",
  "import math",
  "import unittest",
  "from dataclasses import dataclass",
  "from typing import Iterable, Optional, Sequence",
];

const extras = [
  "import collections",
  "import datetime as dt",
  "import itertools",
  "import os.path",
  "import re",
  "import sys",
  "from contextlib import contextmanager",
  "from decimal import Decimal, ROUND_HALF_UP",
  "from pathlib import Path",
  "import requests",
  "import numpy as np",
  "from sqlalchemy import Column, ForeignKey, Integer, String",
  "from django.conf import settings",
];

/** Of a file's median length; the tail reaches from a few lines to a quarter of a megabyte. In characters. */
const MEDIAN = 3800;
const SIGMA = 1.15;
const LONGEST = 250_000;

/**
 * The text of a module. `imports` are lines that lead to other modules of the tree, and `uses` the names that they bring;
 * `speaksGrpc` makes it one that calls gRPC itself.
 */
function moduleText(random, { name, imports, uses, isTest, speaksGrpc }) {
  const length = Math.min(LONGEST, Math.round(MEDIAN * random.spread(SIGMA)));
  const lines = [...head(random, name), ...importLines(random, imports, speaksGrpc), ...entry(random, name, uses)];
  if (speaksGrpc) lines.push("", "", ...asking(random, name));
  let size = lines.reduce((sum, line) => sum + line.length + 1, 0);
  while (size < length) {
    const block = random.pick(isTest ? checks : blocks)(random);
    lines.push("", "", ...block);
    size += 2 + block.reduce((sum, line) => sum + line.length + 1, 0);
  }
  if (random.chance(0.02)) lines.push("", "", ...guarded(name));
  lines.push("");
  return ended(random, lines);
}

/** One file in a hundred has the line ends of Windows. */
function ended(random, lines) {
  return lines.join(random.chance(0.01) ? "\r\n" : "\n");
}

function head(random, name) {
  const doc = [`"""What the shop knows about ${name.replaceAll("_", " ")}.`, "", random.pick(sentences)];
  if (random.chance(0.02)) doc.push("", random.pick(decoys));
  if (random.chance(0.04)) doc.push("", random.pick(foreign));
  return [...(random.chance(0.2) ? license : []), ...doc, '"""', ""];
}

const license = [
  "# Copyright the shop and its contributors.",
  "#",
  '# Licensed under the Apache License, Version 2.0 (the "License");',
  "# you may not use this file except in compliance with the License.",
  "# You may obtain a copy of the License at",
  "#",
  "#     https://www.apache.org/licenses/LICENSE-2.0",
  "#",
];

function importLines(random, imports, speaksGrpc) {
  const more = extras.filter(() => random.chance(0.12));
  return [
    ...standard,
    ...more,
    ...(speaksGrpc ? ["", "import grpc"] : []),
    ...(imports.length > 0 ? [""] : []),
    ...imports,
    "",
    "logger = logging.getLogger(__name__)",
    "",
    "",
  ];
}

/** What other modules import from this one. */
function entry(random, name, uses) {
  const calls = uses.map((use) => `    found.extend(${use}(limit - len(found)))`);
  return [
    `def load_${name}(limit: int = ${random.between(10, 1000)}) -> list:`,
    `    """Everything about ${name.replaceAll("_", " ")}, newest first."""`,
    `    found = [${Array.from({ length: random.between(1, 6) }, () => `"${random.pick(nouns)}"`).join(", ")}]`,
    ...calls,
    `    return found[:limit]`,
  ];
}

function asking(random, name) {
  const port = random.between(50_000, 59_999);
  return [
    `def ${functionName(random)}(request, timeout: float = ${random.between(1, 30)}.0):`,
    `    with grpc.insecure_channel(f"${name.replaceAll("_", "-")}:${port}") as channel:`,
    `        call = channel.unary_unary("/shop.${name}/Get")`,
    `        try:`,
    `            return call(request, timeout=timeout)`,
    `        except grpc.RpcError as error:`,
    `            if error.code() is grpc.StatusCode.UNAVAILABLE:`,
    `                return None`,
    `            raise`,
  ];
}

function guarded(name) {
  return [
    'if __name__ == "__main__":',
    "    logging.basicConfig(level=logging.INFO)",
    `    print(json.dumps(load_${name}()))`,
  ];
}

/** Half of all `__init__.py` are empty; the others bring names up from the modules beside them. */
function initText(random, names, speaksGrpc) {
  const head = speaksGrpc ? ["import grpc"] : [];
  if (random.chance(0.5)) return head.map((line) => `${line}\n`).join("");
  const shown = names.slice(0, random.between(1, 5));
  const lines = [
    ...head,
    ...shown.map((name) => `from .${name} import load_${name}`),
    "",
    "__all__ = [",
    ...shown.map((name) => `    "load_${name}",`),
    "]",
    "",
  ];
  return lines.join("\n");
}

module.exports = { initText, moduleText };
