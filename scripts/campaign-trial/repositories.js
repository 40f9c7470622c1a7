/** The repositories of a trial: what is in them, and what a campaign must come to in each. */
const { execFileSync } = require("node:child_process");

const KINDS = [
  "broken",
  "broken",
  "clean",
  "broken",
  "unfixable",
  "moving",
  "syntax",
  "taken",
  "broken",
  "refused",
  "empty",
  "archived",
];

const BRANCH = "grpc-fork-fix/forks";

const stub =
  "class StockStub:\n    def __init__(self, channel):\n        self.Level = channel.unary_unary('/Stock/Level')\n";

const broken = `import multiprocessing

import grpc

import stock_pb2_grpc

channel = grpc.insecure_channel("stock:50051")
stub = stock_pb2_grpc.StockStub(channel)


def work(sku):
    print(stub.Level(sku))


if __name__ == "__main__":
    for sku in ("tea", "salt"):
        multiprocessing.Process(target=work, args=(sku,)).start()
`;

const FILES = {
  broken: { "shop.py": broken, "stock_pb2_grpc.py": stub },
  moving: { "shop.py": broken, "stock_pb2_grpc.py": stub },
  refused: { "shop.py": broken, "stock_pb2_grpc.py": stub },
  taken: { "shop.py": broken, "stock_pb2_grpc.py": stub },
  archived: { "shop.py": broken, "stock_pb2_grpc.py": stub },
  clean: { "shop.py": "import grpc\n\nprint(grpc.__version__)\n", README: "a shop\n" },
  // A server that is handed to a pool: found, and repaired by hand alone.
  unfixable: {
    "shop.py": `import os

import grpc

import stock_pb2_grpc

stub = stock_pb2_grpc.StockStub(grpc.aio.insecure_channel("stock:50051"))


def main():
    if os.fork() == 0:
        stub.Level(None)


if __name__ == "__main__":
    main()
`,
    "stock_pb2_grpc.py": stub,
  },
  syntax: { "shop.py": "import grpc\n\ndef (:\n", README: "a shop\n" },
  empty: {},
};

/** The kinds take turns, so that each is there however few there are. */
function kindOf(index) {
  return KINDS[index % KINDS.length];
}

/** Makes a repository with one commit (none for an empty one), by `git fast-import`: hundreds are made in a moment. */
function makeRepository(forge, name, kind) {
  forge.add(name, { archived: kind === "archived" });
  const files = Object.entries(FILES[kind]);
  if (files.length > 0) commit(forge, name, "main", files, null);
  if (kind === "taken") commit(forge, name, BRANCH, [["notes.txt", "by a person\n"]], "refs/heads/main");
  if (kind === "refused") {
    // The campaign was here before, and a person closed what it proposed.
    commit(forge, name, BRANCH, [["old.txt", "proposed before\n"]], "refs/heads/main");
    forge.pulls(name).push({
      number: 1,
      state: "closed",
      merged: false,
      title: "before",
      draft: false,
      head: BRANCH,
      base: "main",
      fork: null,
      labels: [],
      comments: [],
      reviews: [],
      sha: null,
      closedBy: "ann",
      body: "<!-- grpc-fork-fix: campaign=forks fingerprint=0123456789abcdef -->",
    });
  }
}

function commit(forge, name, branch, files, from) {
  const who = "Ann <ann@example.com> 1767225600 +0000";
  const message = "by a person";
  const lines = [`commit refs/heads/${branch}`, `committer ${who}`, `data ${message.length}`, message];
  if (from) lines.push(`from ${from}`);
  for (const [path, text] of files) lines.push(`M 100644 inline ${path}`, `data ${Buffer.byteLength(text)}`, text);
  git(forge, name, ["fast-import", "--quiet", "--force"], `${lines.join("\n")}\n`);
}

function git(forge, name, args, input) {
  return execFileSync("git", args, {
    cwd: forge.folderOf(name),
    encoding: "utf8",
    input,
    stdio: ["pipe", "pipe", "pipe"],
  });
}

/** A sentence for each thing that is not as it must be; null where all is. */
function verdict(forge, name, kind, task) {
  const pulls = forge.pulls(name);
  const state = task?.state ?? "not in the campaign";
  const wrong = [];
  const expectState = (...states) => {
    if (!states.includes(state)) wrong.push(`${name} (${kind}) is ${state}${task?.error ? `: ${task.error}` : ""}`);
  };
  // What was clean was broken after the campaign, and the bot was told.
  if (kind === "broken" || kind === "moving" || kind === "clean") {
    expectState("open");
    const open = pulls.filter((pull) => pull.state === "open");
    if (pulls.length !== 1 || open.length !== 1) wrong.push(`${name} has ${pulls.length} pull requests`);
    else wrong.push(...contentOf(forge, name));
  } else if (kind === "refused") {
    expectState("stopped");
    if (pulls.length !== 1) wrong.push(`${name} was refused, and has ${pulls.length} pull requests`);
  } else {
    expectState(...({ taken: ["stopped"], archived: ["not in the campaign"] }[kind] ?? ["clean"]));
    if (pulls.length !== 0) wrong.push(`${name} (${kind}) has ${pulls.length} pull requests`);
  }
  if (kind === "taken" && !git(forge, name, ["ls-tree", "--name-only", BRANCH]).includes("notes.txt")) {
    wrong.push(`the branch of a person in ${name} was overwritten`);
  }
  return wrong.length === 0 ? null : wrong;
}

/** Somebody works on the base branch of a repository between its analysis and its publication. */
function move(forge, name) {
  commit(forge, name, "main", [["news.txt", "by a person\n"]], "refs/heads/main^0");
}

/** Somebody brings the fault into a repository that had none. */
function breakAgain(forge, name) {
  commit(forge, name, "main", Object.entries(FILES.broken), "refs/heads/main^0");
}

function contentOf(forge, name) {
  const changed = git(forge, name, ["diff", "--name-status", "main", BRANCH]).trim();
  const text = git(forge, name, ["show", `${BRANCH}:shop.py`]);
  const [pull] = forge.pulls(name);
  return [
    ...(changed === "M\tshop.py" ? [] : [`${name} changes ${changed}`]),
    ...(text.includes("os.getpid()") ? [] : [`${name} is not repaired`]),
    ...(pull.labels.join() === "fork" ? [] : [`${name} has the labels ${pull.labels.join()}`]),
    ...(git(forge, name, ["rev-list", "--count", `main..${BRANCH}`]).trim() === "1"
      ? []
      : [`${name} has several commits`]),
  ];
}

module.exports = { FILES, breakAgain, kindOf, makeRepository, move, verdict };
