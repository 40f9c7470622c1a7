import { broken, openScene, type Scene } from "./bot.test-data";
import { comment, pull, push } from "./webhooks.test-data";

jest.setTimeout(120_000);

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.stop());

const shop = { "shop.py": broken };
const ours = "grpc-fork-fix/forks";
const pulls = () => scene.forge.pulls("acme/shop");
const states = async () => (await scene.tasks()).map(({ state }) => state);

test("a push opens a pull request, and the next one leaves it alone", async () => {
  scene.commit(shop);
  await scene.deliver("push", push());
  await scene.deliver("push", push());
  expect(pulls()).toMatchObject([{ head: ours, base: "main", state: "open" }]);
  expect(scene.git("show", `${ours}:shop.py`)).toContain("lazy");
  expect(scene.forge.requests.filter((line) => line.startsWith("POST"))).toEqual(["POST /repos/acme/shop/pulls"]);
});

test("the pull request follows the code, and is closed when nothing is left to repair", async () => {
  scene.commit(shop);
  await scene.deliver("push", push());
  scene.commit({ "shop.py": `# moved\n${broken}` });
  await scene.deliver("push", push());
  expect(scene.git("show", `${ours}:shop.py`)).toMatch(/^# moved\n/);
  scene.commit({ "shop.py": "print(1)\n" });
  await scene.deliver("push", push());
  expect(pulls()).toMatchObject([{ state: "closed", closedBy: "robot" }]);
  expect(await states()).toEqual(["closed"]);
});

test("a repair that was merged is done", async () => {
  scene.commit(shop);
  await scene.deliver("push", push());
  scene.commit({ "shop.py": scene.git("show", `${ours}:shop.py`) });
  scene.forge.close("acme/shop", 1, "ann", true);
  await scene.deliver("pull_request", pull(1, ours, "closed"));
  expect(await states()).toEqual(["clean"]);
  expect(pulls()).toHaveLength(1);
});

test("what a person closed stays closed", async () => {
  scene.commit(shop);
  await scene.deliver("push", push());
  scene.forge.close("acme/shop", 1, "ann");
  await scene.deliver("pull_request", pull(1, ours, "closed"));
  expect(await states()).toEqual(["stopped"]);
  await scene.deliver("push", push());
  expect(pulls()).toHaveLength(1);
});

test("an installation is looked at whole, and left when it ends", async () => {
  scene.commit(shop);
  scene.forge.add("acme/empty");
  const named = [{ full_name: "acme/shop" }, { full_name: "acme/empty" }, { full_name: "acme/hidden" }];
  await scene.deliver("installation", { action: "created", repositories: named });
  expect((await scene.tasks()).map(({ repository, state }) => [repository.name, state])).toEqual([
    ["acme/empty", "clean"],
    ["acme/shop", "open"],
  ]);
  const removed = { action: "removed", repositories_added: [], repositories_removed: [{ full_name: "acme/empty" }] };
  await scene.deliver("installation_repositories", removed);
  expect(await states()).toEqual(["gone", "open"]);
});

test("a repository that the campaign does not name is left alone", async () => {
  await scene.stop();
  scene = await openScene({}, 'repositories.list = ["acme/other"]');
  scene.commit(shop);
  await scene.deliver("push", push());
  expect(await scene.tasks()).toEqual([]);
  expect(scene.log).toContain("info not a repository of the campaign acme/shop");
});

test("looks at everything again by itself, when a webhook was lost", async () => {
  await scene.deliver("push", push());
  scene.commit(shop);
  scene.clock.time += 86_400_000;
  await scene.idle();
  expect(pulls()).toHaveLength(1);
});

test("goes on after a restart with what it was told before", async () => {
  scene.commit(shop);
  const { forge } = scene;
  forge.faults.push(
    ...Array.from({ length: 5 }, () => ({ on: /^GET \/repos\/acme\/shop$/, fault: "bad-gateway" as const })),
  );
  await scene.deliver("push", push(), { "x-github-delivery": "one" });
  expect([pulls().length, scene.log.some((line) => line.startsWith("warning refresh to be tried again"))]).toEqual([
    0,
    true,
  ]);
  scene.clock.time += 60_000;
  await scene.restart();
  expect(pulls()).toHaveLength(1);
  expect((await scene.deliver("push", push(), { "x-github-delivery": "one" })).text).toBe("known already\n");
});

test("a dry run says what it would do, and does nothing", async () => {
  await scene.restart({ mode: "dry-run" });
  scene.commit(shop);
  await scene.deliver("push", push());
  expect(scene.log.some((line) => line.startsWith("info would open a pull request acme/shop 1"))).toBe(true);
  expect(scene.forge.requests.some((line) => !line.startsWith("GET"))).toBe(false);
  scene.clock.time += 1;
  await scene.restart({ mode: "work" });
  expect(pulls()).toHaveLength(1);
});

describe("a comment", () => {
  beforeEach(async () => {
    scene.commit(shop);
    await scene.deliver("push", push());
  });
  const said = () => pulls()[0]?.comments.map(({ body }) => body.replace(/\n\n<!-- .* -->\n$/, "")) ?? [];

  test("makes a rule ignored: the pull request is closed, and stays away until that is taken back", async () => {
    await scene.deliver("issue_comment", comment(1, "Not here.\n\n/grpc-fork-fix ignore gff101"));
    await scene.deliver("push", push());
    expect(pulls()).toMatchObject([{ state: "closed", closedBy: "robot" }]);
    expect(said()[0]).toContain("GFF101 is ignored in this repository");
    await scene.deliver("issue_comment", comment(1, "/grpc-fork-fix unignore GFF101"));
    expect(pulls()).toMatchObject([{ state: "closed" }, { state: "open" }]);
  });

  test("puts the repair on top of the base branch again", async () => {
    scene.commit({ "README.md": "other" });
    await scene.deliver("push", push());
    const merged = () => scene.git("merge-base", "main", ours) === scene.git("rev-parse", "main");
    expect(merged()).toBe(false);
    await scene.deliver("issue_comment", comment(1, "/grpc-fork-fix rebase"));
    expect([merged(), pulls().length]).toEqual([true, 1]);
  });

  test("asks what a rule means", async () => {
    await scene.deliver("issue_comment", comment(1, "/grpc-fork-fix explain"));
    await scene.deliver("issue_comment", comment(1, "/grpc-fork-fix explain GFF999"));
    expect(said()).toEqual(["# GFF101 client-before-fork", "There is no rule GFF999."]);
  });

  test("gets one answer, however often it is delivered", async () => {
    const body = comment(1, "/grpc-fork-fix explain");
    for (const id of ["a", "a", "b"]) await scene.deliver("issue_comment", body, { "x-github-delivery": id });
    expect(said()).toHaveLength(1);
  });

  test.each([
    ["of a stranger", comment(1, "/grpc-fork-fix ignore GFF101", "mallory")],
    ["of its own", comment(1, "/grpc-fork-fix ignore GFF101", "robot")],
    ["that quotes", comment(1, "> /grpc-fork-fix ignore GFF101")],
    ["that shows code", comment(1, "```\n/grpc-fork-fix ignore GFF101\n```")],
    ["that was edited", { ...comment(1, "/grpc-fork-fix ignore GFF101"), action: "edited" }],
  ])("%s is not obeyed and not answered", async (_, body) => {
    await scene.deliver("issue_comment", body);
    await scene.deliver("push", push());
    expect([said(), pulls()[0]?.state]).toEqual([[], "open"]);
  });
});
