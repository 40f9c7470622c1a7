import { rmSync } from "node:fs";
import { startForge } from "../bulk/forge/forge.test-data";
import { typed, workTree } from "./typed.test-data";

test.each([
  ["github", "Bad credentials"],
  ["gitlab", "invalid_token"],
  ["gitea", "token is required"],
] as const)("a token that %s does not take is no bug of ours", async (kind, said) => {
  const forge = await startForge(kind);
  const { api, git } = forge.settings;
  const settings = JSON.stringify({ kind, api, git, "token-env": "T" });
  const folder = workTree({ "c.yaml": `name: forks\nforge: ${settings}\nrepositories: { list: [a/b] }\n` });
  try {
    const { status, out, err } = await typed(folder, "migrate plan c.yaml", { environment: { T: "s3cret" } });
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain("grpc-fork-fix: the forge does not take the token, or the token may not do this: GET ");
    expect(err).toContain(said);
    expect(err).not.toMatch(/s3cret|bug|\n {4}at /);
  } finally {
    await forge.stop();
    rmSync(folder, { recursive: true });
  }
});
