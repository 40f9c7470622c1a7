import { broken, openScene, type Scene } from "../bot.test-data";
import { pull } from "../webhooks.test-data";

jest.setTimeout(120_000);

const shop = { "shop.py": broken };
const remark = "**GFF101** a channel";
const better = 'channel = lazy("stock:50051")';
/** A remark at the seventh line, as each forge takes it. */
const remarks = {
  github: { path: "shop.py", line: 7, side: "RIGHT", body: `${remark}\n\n\`\`\`suggestion\n${better}\n\`\`\`` },
  gitlab: {
    position: expect.objectContaining({ new_path: "shop.py", new_line: 7 }),
    body: `${remark}\n\n\`\`\`suggestion:-0+0\n${better}\n\`\`\``,
  },
  gitea: { path: "shop.py", new_position: 7, body: `${remark}\n\nLine 7 becomes:\n\n\`\`\`python\n${better}\n\`\`\`` },
};

describe.each(["github", "gitlab", "gitea"] as const)("a pull request of a person at %s", (kind) => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene({}, "", kind);
  });
  afterEach(() => scene.stop());

  const open = (files: Readonly<Record<string, string>>) => {
    scene.commit(files, "topic");
    return scene.forge.openFromBranch("acme/shop", "topic");
  };
  /** What was sent: the text in all, and the remarks. */
  const said = () => {
    const [found] = scene.forge.pulls("acme/shop");
    const reviews = found?.reviews ?? [];
    const isThreads = kind === "gitlab";
    return {
      texts: isThreads ? found?.comments.map(({ body }) => body) : reviews.map(({ body }) => body),
      remarks: isThreads ? reviews : reviews.flatMap(({ comments }) => comments),
    };
  };
  const once = {
    texts: [
      expect.stringMatching(/^This brings in a problem with gRPC and fork\.\n[\s\S]*remarks 0123456789abcdef -->\n$/),
    ],
    remarks: [remarks[kind]],
  };

  test("gets one review of what it brings in, with a suggestion, however often it is told of", async () => {
    scene.commit({ "README.md": "shop" });
    open(shop);
    const body = pull(1, "topic");
    for (const id of ["a", "a", "b"]) await scene.deliver("pull_request", body, { "x-github-delivery": id });
    await scene.deliver("pull_request", pull(1, "topic", "synchronize"));
    expect(said()).toEqual(once);
  });

  test("gets one review, also when the forge could not say that it has it", async () => {
    scene.commit({ "README.md": "shop" });
    open(shop);
    scene.forge.faults.push({ on: /^POST /, fault: "cut" });
    await scene.deliver("pull_request", pull(1, "topic"));
    scene.clock.time += 600_000;
    await scene.idle();
    expect([said(), scene.forge.faults]).toEqual([once, []]);
  });

  test("gets none for what was there before, also when the base branch has been repaired since", async () => {
    scene.commit(shop);
    open({ "other.py": "print(1)\n" });
    scene.commit({ "shop.py": "print(1)\n" });
    await scene.deliver("pull_request", pull(1, "topic"));
    const isSeen = scene.log.some((text) => text.startsWith("info nothing to remark on"));
    expect([said(), isSeen]).toEqual([{ texts: [], remarks: [] }, true]);
  });
});
