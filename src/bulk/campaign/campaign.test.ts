import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { campaignOf, loadCampaign } from "./campaign";

const of = (text: string, name = "campaign.toml") => campaignOf(name, text, listIn, (file) => `/at/${file}`);
const listIn = (file: string) => {
  if (file === "gone.txt") throw new Error("gone.txt cannot be read: it is not there");
  return ["acme/a", "acme/listed"];
};

const small = 'name = "forks"\nrepositories.list = ["acme/a"]\n';

test("a name and repositories are enough, and no forge means patches", () => {
  expect(of(small)).toMatchObject({
    name: "forks",
    forge: null,
    repositories: { list: ["acme/a"], archived: false, forks: false },
    analysis: [],
    pullRequest: { branch: "grpc-fork-fix/forks", base: null, draft: false },
    limits: { seconds: 300, attempts: 3 },
    pace: { perMinute: 20, perHour: 120, open: null },
    windows: [],
  });
});

test("TOML and YAML say the same", () => {
  const toml = `name = "forks"
[forge]
kind = "gitlab"
token-env = "SECRET"
[repositories]
list = ["acme/a", "acme/b", "acme/a"]
files = ["more.txt"]
exclude = ["acme/x-*"]
[analysis]
select = ["GFF1", "GFF2"]
unsafe-fixes = true
[pull-request]
author = "Ann <ann@example.com>"
[[windows]]
days = ["mon"]
from = "09:30"
until = "24:00"
zone = "Europe/Berlin"
`;
  const yaml = `name: forks
forge: { kind: gitlab, token-env: SECRET }
repositories:
  list: [acme/a, acme/b, acme/a]
  files: [more.txt]
  exclude: ["acme/x-*"]
analysis: { select: [GFF1, GFF2], unsafe-fixes: true }
pull-request: { author: Ann <ann@example.com> }
windows:
  - { days: [mon], from: "09:30", until: "24:00", zone: Europe/Berlin }
`;
  expect(of(yaml, "campaign.yaml")).toEqual(of(toml));
  expect(of(toml)).toMatchObject({
    forge: {
      kind: "gitlab",
      api: "https://gitlab.com/api/v4",
      git: "https://gitlab.com",
      identity: { kind: "token", variable: "SECRET" },
    },
    repositories: { list: ["acme/a", "acme/b", "acme/listed"], exclude: ["acme/x-*"] },
    analysis: ["--select=GFF1", "--select=GFF2", "--unsafe-fixes"],
    pullRequest: { author: { name: "Ann", email: "ann@example.com" } },
    windows: [{ days: [1], from: 570, until: 1440, zone: "Europe/Berlin" }],
  });
});

test.each([
  ['[forge]\nkind = "github"', { kind: "token", variable: "GITHUB_TOKEN" }],
  ['[forge]\nkind = "github"\nanonymous = true', { kind: "none" }],
  ['[forge]\nkind = "github"\napp-id = "7"\napp-key-file = "k.pem"', { kind: "app", id: "7", keyFile: "/at/k.pem" }],
])("%j is an identity", (forge, identity) => {
  expect(of(small + forge).forge?.identity).toEqual(identity);
});

test.each([
  ['repositories.list = ["a/b"]', "campaign.toml:1: the campaign has no `name`"],
  ['name = "Big Name"\nrepositories.list = ["a/b"]', "campaign.toml:1: `name` is a name of lower-case letters"],
  ['name = "a"', "campaign.toml:1: the campaign names no repositories"],
  [`${small}nmae = 1`, "campaign.toml:3: unknown key `nmae`; did you mean `name`?"],
  [`${small}[limits]\nseconds = 0`, "campaign.toml:4: `limits.seconds` is a whole number from 1, not 0"],
  [`${small}[forge]\nkind = "gitea"`, "campaign.toml:3: `forge` has no `api`"],
  [`${small}[forge]\nkind = "github"\napi = "https://ghe.acme.dev/api/v3"`, "`forge` has no `git`"],
  [`${small}[forge]\napi = "ftp://x"`, "campaign.toml:4: `forge.api` is an http or https address"],
  [`${small}[forge]\nkind = "gitlab"\napp-id = "7"\napp-key-file = "k"`, "campaign.toml:5: only GitHub has apps"],
  [`${small}[forge]\nkind = "github"\napp-id = "7"`, "an app needs both"],
  ['name = "a"\nrepositories.searches = ["x"]', "campaign.toml:2: `organisations` and `searches` need a `forge`"],
  ['name = "a"\nrepositories.files = ["gone.txt"]', "campaign.toml:2: gone.txt cannot be read"],
  [`${small}[pull-request]\nbranch = "a..b"`, "campaign.toml:4: `pull-request.branch` is the name of a branch"],
  [`${small}[pull-request]\nbranch = "-f"`, "is the name of a branch"],
  [`${small}[[windows]]\nfrom = "10:00"\nuntil = "09:00"`, "campaign.toml:3: the window ends before it begins"],
  [`${small}[[windows]]\nfrom = "25:00"`, "campaign.toml:4: `windows.0.from` is a time such as 09:30"],
  [`${small}[[windows]]\nzone = "Mars/Olympus"`, "is a time zone such as Europe/Berlin"],
  ["name = ", "campaign.toml:1: "],
])("%j is refused", (text, message) => {
  expect(() => of(text)).toThrow(message);
  expect(() => of(text)).toThrow(expect.objectContaining({ name: "UsageError" }));
});

test.each([
  ["name: forks\nrepositories:\n  list: a/b\n", "c.yml:3: `repositories.list` is an array of strings, not a string"],
  ["- a\n", "c.yml:1: the file is not a mapping"],
  ["name: [\n", "c.yml:"],
])("%j is refused", (text, message) => {
  expect(() => of(text, "c.yml")).toThrow(message);
});

describe("a campaign on the disk", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "campaign-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("names lists beside it", () => {
    writeFileSync(join(folder, "c.toml"), 'name = "a"\nrepositories.files = ["all.txt"]\n');
    writeFileSync(join(folder, "all.txt"), "# ours\nacme/a\n\n  acme/b # the shop\r\nfile:///srv/x#y\n");
    expect(loadCampaign("c.toml", folder).repositories.list).toEqual(["acme/a", "acme/b", "file:///srv/x#y"]);
  });

  test("that is not there is said to be", () => {
    expect(() => loadCampaign("none.toml", folder)).toThrow("none.toml cannot be read");
  });
});
