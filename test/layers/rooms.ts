/** The rooms of the code, what each may import, and why. ARCHITECTURE.md says the same in prose. */

export interface Room {
  readonly name: string;
  /** Paths that are in the room: files, or folders with a `/` at their end. */
  readonly paths: readonly string[];
  /** The rooms that it may import from. */
  readonly may: readonly string[];
  /** Completes "…, because": the sentence that a person reads who has just crossed the border. */
  readonly because: string;
}

const core = ["nouns", "python", "facts", "link", "deployment", "models", "processes", "rules", "suppress", "edits"];

/** In the order of the pipeline; a file belongs to the first room that names it. */
export const rooms: readonly Room[] = [
  {
    name: "nouns",
    paths: [
      "src/code.ts",
      "src/types.ts",
      "src/scan.ts",
      "src/process-graph.ts",
      "src/origin.ts",
      "src/user-models.ts",
      "src/grpcio.ts",
    ],
    may: [],
    because: "the nouns are plain data that every room shares, so they depend on none",
  },
  {
    name: "python",
    paths: ["src/python/"],
    may: ["nouns"],
    because: "python/ turns text into a syntax tree and knows nothing of what the tree is for",
  },
  {
    name: "facts",
    paths: ["src/facts/"],
    may: ["nouns", "python"],
    because: "facts are a function of one file's text alone; whatever looks at a second file is link/ or later",
  },
  {
    name: "models",
    paths: ["src/models/"],
    may: ["nouns"],
    because: "models are data: they hold no analysis, and so need none of it",
  },
  {
    name: "link",
    paths: ["src/link/"],
    may: ["nouns", "facts", "models"],
    because: "link/ answers what names mean; it gets the parser from its caller, so that it can be tested without one",
  },
  {
    name: "deployment",
    paths: ["src/deployment/"],
    may: ["nouns", "facts"],
    because:
      "deployment/ says which variables a file sets and which programs it starts; what they do to gRPC is for processes/ to say",
  },
  {
    name: "processes",
    paths: ["src/processes/"],
    may: ["nouns", "facts", "link", "models", "deployment"],
    because: "processes/ says what happens; whether that is a problem is for rules/ to say, and never known here",
  },
  {
    name: "rules",
    paths: ["src/rules/"],
    may: ["nouns", "processes"],
    because:
      "a rule is a question to the process tree; it reads no code, and how a problem is repaired is not its matter",
  },
  {
    name: "suppress",
    paths: ["src/suppress/"],
    may: ["nouns", "facts"],
    because: "a suppression silences findings of any rule, so it knows none of them",
  },
  {
    name: "edits",
    paths: ["src/edits/"],
    may: ["nouns", "facts"],
    because: "edits/ applies plans; which plan is right was decided before, by a transform",
  },
  {
    name: "transforms",
    paths: ["transforms/"],
    may: ["nouns", "facts", "suppress", "edits", "transforms"],
    because: "a transform sees a finding and the program, never the machine that found it: the evidence must suffice",
  },
  {
    name: "pipeline",
    paths: [
      "src/analyse.ts",
      "src/gather.ts",
      "src/files-with.ts",
      "src/land.ts",
      "src/with-origins.ts",
      "src/run.ts",
      "src/silence.ts",
    ],
    may: [...core, "transforms", "pipeline"],
    because: "the pipeline is pure: it is handed its files and gives a result, and has no idea of disk or terminal",
  },
  {
    name: "report",
    paths: ["src/report/"],
    may: ["nouns", "rules"],
    because: "a report reads only the result, so that every format says the same",
  },
  {
    name: "host",
    paths: ["src/host/"],
    may: ["nouns", "deployment"],
    because: "host/ is the outside world: it knows which files a project has, by their names, and not what for",
  },
  {
    name: "reading",
    paths: ["src/reading/"],
    may: ["nouns", "python", "facts", "link", "host"],
    because:
      "reading/ does the work on single files in threads, or remembers it; how files hang together is not its matter",
  },
  {
    name: "lsp",
    paths: ["src/lsp/"],
    may: ["nouns", "rules", "report"],
    because: "the language server shows results to an editor; it is handed the analysis, and stands on no disk itself",
  },
  {
    name: "bundle",
    paths: ["src/bundle/"],
    may: ["nouns", "edits", "report", "host"],
    because:
      "a bundle is made from a result and read as what a stranger wrote; where it lands is for the command line to say",
  },
  {
    name: "evidence",
    paths: ["src/evidence/"],
    may: ["nouns", "rules", "report", "host"],
    because:
      "evidence/ tells what was seen while a program ran; it knows the rules by their names, and nothing of the analysis",
  },
  {
    name: "bulk",
    paths: ["src/bulk/"],
    may: ["nouns", "report", "host", "bundle"],
    because:
      "bulk/ runs the tool on many repositories as a program of its own, so that the analysis of strange code has no tokens",
  },
  {
    name: "cli",
    paths: ["src/cli/"],
    may: ["nouns", "rules", "pipeline", "report", "host", "reading", "bundle", "lsp", "evidence", "bulk"],
    because: "the command line drives the pipeline as a whole and never one of its stages",
  },
  {
    name: "api",
    paths: ["src/api.ts", "src/api/"],
    may: ["nouns", "rules", "pipeline", "report", "host", "cli"],
    because: "the programmatic interface is the command line without its terminal, and adds nothing to it",
  },
];

/** Where a package or a part of Node may be used; what is not here is used nowhere. */
export interface Grant {
  readonly what: RegExp;
  /** As in {@link Room.paths}. */
  readonly paths: readonly string[];
  readonly because: string;
}

export const imports: readonly Grant[] = [
  {
    what: /^(web-tree-sitter|tree-sitter|tree-sitter-python.*)$/,
    paths: ["src/python/"],
    because: "only python/ touches tree-sitter; no syntax node leaves it",
  },
  {
    what: /^dockerfile-ast$/,
    paths: ["src/deployment/dockerfile.ts"],
    because: "each format of deployment is read in one place",
  },
  {
    what: /^yaml$/,
    paths: ["src/deployment/yaml.ts", "src/bulk/campaign/yaml-document.ts"],
    because: "YAML becomes plain data where aliases are dealt with, and nowhere else",
  },
  {
    what: /^magic-string$/,
    paths: ["src/edits/apply.ts"],
    because: "text is edited in one place, where it is made sure that no edit sees another",
  },
  {
    what: /^diff$/,
    paths: ["src/report/diff.ts", "src/lsp/text-edits.ts", "src/cli/review/edits-between.ts"],
    because:
      "a diff shows a change that was made, to a person or an editor, and never makes one; but what a person typed is known by it alone",
  },
  {
    what: /^sarif$/,
    paths: ["src/report/sarif/", "src/report/formats/sarif.ts"],
    because: "the types of a format stay with it: what all reports share is told by the nouns",
  },
  {
    what: /^vscode-languageserver(-textdocument|\/node)?$/,
    paths: ["src/lsp/"],
    because: "the protocol of editors is spoken in one room",
  },
  {
    what: /^(pg|pg-boss)$/,
    paths: ["src/bulk/ledger/"],
    because: "how a ledger is stored is nobody else's matter",
  },
  {
    what: /^libsql$/,
    paths: ["src/bulk/ledger/", "src/bulk/bot/inbox.ts"],
    because: "SQLite keeps the ledger and the bot's inbox, and nobody else sees how",
  },
  {
    what: /^picocolors(\/types)?$/,
    paths: ["src/report/", "src/evidence/render.ts", "src/cli/"],
    because: "colors belong to what people read",
  },
  {
    what: /^(ignore|picomatch|smol-toml)$/,
    paths: ["src/host/", "src/bulk/steps/plan.ts"],
    because: "ignore files, globs and TOML are matters of the project on disk",
  },
  {
    what: /^node:(fs|child_process|os|buffer|path)$/,
    paths: [
      "src/host/",
      "src/reading/",
      "src/evidence/",
      "src/bulk/",
      "src/cli/",
      "src/api.ts",
      "src/python/wasm-engine.ts",
      "src/report/formats.ts",
      "src/report/html/assets.ts",
    ],
    because: "the core touches no disk and starts no process; the exceptions load parts of this tool itself",
  },
  {
    what: /^node:http$/,
    paths: ["src/bulk/bot/"],
    because: "one room listens to the network",
  },
  {
    what: /^node:net$/,
    paths: ["src/bulk/bot/", "src/bulk/forge/proxy.ts"],
    because: "one room listens to the network, and one file tells which addresses no proxy is for",
  },
  {
    what: /^undici$/,
    paths: ["src/bulk/forge/proxy.ts"],
    because: "one file knows the way to a forge; all others ask by fetch",
  },
  { what: /^node:readline$/, paths: ["src/cli/person.ts"], because: "a person is asked in one place" },
  {
    what: /^node:(url|worker_threads)$/,
    paths: ["src/lsp/paths.ts", "src/cli/commands/lsp.ts", "src/cli/lsp-thread.ts", "src/reading/"],
    because: "editors name files by URIs, and get their answers while a thread analyses; other threads only read files",
  },
  {
    what: /^node:v8$/,
    paths: ["src/reading/"],
    because:
      "what is kept for the next run is packed in one room, and unpacked there only if it bears the cache's seal",
  },
  { what: /^node:util$/, paths: ["src/cli/"], because: "it is there for the arguments of the command line" },
  {
    what: /^node:crypto$/,
    paths: [
      "src/rules/fingerprint.ts",
      "src/suppress/suppress.ts",
      "src/facts/text-hash.ts",
      "src/host/",
      "src/reading/",
      "src/bulk/",
      "src/report/html/frame.ts",
    ],
    because: "the core only hashes: it has no use for randomness",
  },
];

export const globals: readonly Grant[] = [
  {
    what: /\bprocess\.(env|argv|cwd|stdin|stdout|stderr|platform|exit|pid|kill|on)\b/,
    paths: ["src/host/", "src/evidence/watch.ts", "src/bulk/", "src/cli/"],
    because: "what the core does follows from its arguments alone; the environment is read by cli/ and host/",
  },
  {
    what: /\bnew Date\b|\bDate\.|\bMath\.random\b|\bsetTimeout\b/,
    paths: ["src/host/", "src/evidence/watch.ts", "src/bulk/", "src/lsp/", "src/cli/"],
    because: "the same input gives the same output: no clock and no chance in the core",
  },
  {
    what: /\bperformance\.now\b/,
    paths: ["src/run.ts", "src/cli/"],
    because: "a run is measured as a whole, for `--stats`, and nothing depends on the time",
  },
  { what: /\bconsole\./, paths: [], because: "results go through report/, and the rest through the terminal of cli/" },
];
