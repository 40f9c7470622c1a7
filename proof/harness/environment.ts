/** The environments of a run. Every other GRPC_ variable is taken away. */
export const ENVIRONMENTS = {
  unset: {},
  /** Fork support off: whatever crosses a fork hangs, in every run and on every grpcio. */
  fork0: { GRPC_ENABLE_FORK_SUPPORT: "0" },
  fork1: { GRPC_ENABLE_FORK_SUPPORT: "1" },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type Environment = keyof typeof ENVIRONMENTS;

export function isEnvironment(word: string): word is Environment {
  return Object.hasOwn(ENVIRONMENTS, word);
}

/** The whole environment of a process of the proof: ours without gRPC's, plus the Python path and what is given. */
export function processEnvironment(pythonPath: string, extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(GRPC_|PYTHON|PROOF_)/.test(name));
  return { ...Object.fromEntries(kept), PYTHONPATH: pythonPath, PYTHONDONTWRITEBYTECODE: "1", ...extra };
}
