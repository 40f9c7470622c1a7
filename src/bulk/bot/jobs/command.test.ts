import { broken, openScene } from "../bot.test-data";
import { comment, push } from "../webhooks.test-data";

jest.setTimeout(120_000);

const kinds = ["github", "gitlab", "gitea"] as const;

test.each(kinds)("a comment gets one answer at %s, also when the forge could not say that it has it", async (kind) => {
  const scene = await openScene({}, "", kind);
  try {
    scene.commit({ "shop.py": broken });
    await scene.deliver("push", push());
    scene.forge.faults.push({ on: /^POST /, fault: "cut" });
    await scene.deliver("issue_comment", comment(1, "/grpc-fork-fix explain"));
    scene.clock.time += 600_000;
    await scene.idle();
    const [pull, ...more] = scene.forge.pulls("acme/shop");
    expect(pull?.comments.map(({ body }) => body)).toEqual([
      expect.stringMatching(/^# GFF101 client-before-fork\n\n<!-- grpc-fork-fix: answer to \d+ -->\n$/),
    ]);
    expect([more, scene.forge.faults]).toEqual([[], []]);
    expect(scene.log).toContainEqual(expect.stringContaining("has answered explain before"));
  } finally {
    await scene.stop();
  }
});
