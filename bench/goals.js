/** What the tool is held to, on a machine with two cores. */
module.exports = {
  goals: {
    // Times as long as ripgrep, where under 2 % of the files matter.
    "cold:ripgrep": { atMost: 2.5 },
    "warm:ripgrep": { atMost: 1.3 },
    // Times as fast as these, there.
    "cold:ast-grep": { atLeast: 10 },
    "cold:libcst": { atLeast: 100 },
    // In a tree in which every file imports grpc.
    "dense:ast-grep": { atLeast: 2 },
    // A hundred times the files may take so many hundred times as long.
    growth: { atMost: 1.2 },
    workers: { atLeast: 1.6 },
    start: { atMost: 1.5 },
  },
  /** The peak of memory in megabytes (2^20 bytes) of a tree with so many files, by the smallest limit that it is under. */
  limits: [
    { files: 10_000, goal: { atMost: 150 } },
    { files: 100_000, goal: { atMost: 300 } },
  ],
};
