/** What rules say where the version of grpcio is known. */
import { analyse } from "../analyse";
import { loadParser } from "../python/parser";
import type { Files, GrpcioVersion, Options } from "../types";
import { gff203 } from "./gff203";
import { gff303 } from "./gff303";
import { gff304 } from "./gff304";
import type { Rule } from "./rule";

const exactly = (version: string): GrpcioVersion => ({ version, source: "uv.lock:1", exact: true });
const atLeast = (version: string): GrpcioVersion => ({ version, source: "pyproject.toml:1", exact: false });

/** Message and advice about the example of the rule. */
async function said({ code, example }: Rule, grpcio: GrpcioVersion | null): Promise<string> {
  const text = example?.before ?? "";
  const files: Files = {
    paths: ["shop.py"],
    selected: () => true,
    read: () => ({ kind: "text", text, bytes: text.length }),
  };
  const options: Options = {
    targetPython: null,
    grpcio,
    platform: "linux",
    select: [],
    ignore: [],
    unsafeFixes: false,
  };
  const { findings } = analyse(files, options, await loadParser(), new Map());
  const found = findings.find(({ rule }) => rule === code);
  return `${found?.message}. ${found?.advice}`;
}

test.each([
  [null, "is closed in"],
  [exactly("1.71.0"), "is closed in"],
  [atLeast("1.71.0"), "is closed in"],
  [exactly("1.84.0"), "stays open in"],
  [atLeast("1.90.0"), "stays open in"],
])("what fork support of %j does to an inherited channel", async (grpcio, what) => {
  expect(await said(gff303, grpcio)).toContain(what);
});

test("wheels before 1.30 do not share ports", async () => {
  const remark = "; the wheels of grpcio 1.29.0 do not have it: use 1.30 or later";
  expect(await said(gff203, exactly("1.29.0"))).toContain(remark);
  for (const grpcio of [null, exactly("1.30.0"), atLeast("1.29.0")]) {
    expect(await said(gff203, grpcio)).not.toContain("wheels");
  }
});

test("epollex takes no forks", async () => {
  const remark = "and, for grpcio 1.45.0, GRPC_POLL_STRATEGY=poll";
  expect(await said(gff304, exactly("1.45.0"))).toContain(remark);
  for (const grpcio of [null, exactly("1.45.1"), exactly("1.30.0"), atLeast("1.45.0")]) {
    expect(await said(gff304, grpcio)).not.toContain("POLL_STRATEGY");
  }
});
