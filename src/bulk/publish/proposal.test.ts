import { bundle } from "../../bundle/bundle.test-data";
import { campaignOf } from "../campaign/campaign";
import { commitMessage, editsOf, fingerprintIn, fingerprintOf, textOf } from "./proposal";

const campaign = campaignOf("c.toml", 'name = "forks"\nrepositories.list = ["a/b"]\n', () => [], String);
const worded = (change: object) => ({ ...campaign, pullRequest: { ...campaign.pullRequest, ...change } });

test("templates are filled in, and what they do not know stays", () => {
  const body =
    "{{findings}} in {{ files }} of {{repository}} ({{campaign}}, {{rules}}): {{report}} {{other}} {{constructor}}";
  const text = textOf(worded({ title: "Repair\n {{rules}}", body }), "acme/shop", bundle, "REPORT {{findings}}");
  expect(text.title).toBe("Repair GFF101");
  expect(text.body).toContain("1 in 2 of acme/shop (forks, GFF101): REPORT {{findings}} {{other}} {{constructor}}\n");
});

test("a body is known again by its own mark, not by one that a report quotes", () => {
  const fingerprint = fingerprintOf(bundle);
  const quoted = "<!-- grpc-fork-fix: campaign=forks fingerprint=0000000000000000 -->";
  const { body } = textOf(campaign, "acme/shop", bundle, quoted);
  expect(fingerprintIn(body, campaign)).toBe(fingerprint);
  expect(fingerprintIn(body, { ...campaign, name: "other" })).toBeNull();
  expect(fingerprintIn("by a person", campaign)).toBeNull();
});

test("the fingerprint follows what is repaired and how, not the commit", () => {
  expect(fingerprintOf({ ...bundle, base: null })).toBe(fingerprintOf(bundle));
  expect(fingerprintOf({ ...bundle, fixes: [] })).not.toBe(fingerprintOf(bundle));
  expect(fingerprintOf({ ...bundle, files: bundle.files.slice(1) })).not.toBe(fingerprintOf(bundle));
});

test("a report that is too long is cut at a line, and what comes after it is not swallowed", () => {
  const report = `\`\`\`diff\n${"+ line\n".repeat(20_000)}\`\`\`\n`;
  const { body } = textOf(campaign, "acme/shop", bundle, report);
  expect(body.length).toBeLessThanOrEqual(64_000);
  expect(body).toMatch(/\n\+ line\n```\n\n…\n\n\(This report is longer/);
  expect(fingerprintIn(body, campaign)).not.toBeNull();
  expect(textOf(worded({ title: "t".repeat(1_000) }), "a/b", bundle, "").title).toHaveLength(240);
});

test("the commit says what is repaired and what changes", () => {
  expect(commitMessage(campaign, bundle)).toBe(`Make gRPC safe to fork

gRPC does not survive a fork: https://github.com/grpc/grpc/blob/master/doc/fork_support.md

- GFF101 client-before-fork: clients.py:1

At its first use
`);
});

test("edits are the bytes of the bundle", () => {
  expect(editsOf(bundle).map(({ path, after }) => [path, Buffer.from(after).toString()])).toEqual(
    bundle.files.map(({ path, after }) => [path, after.data]),
  );
});
