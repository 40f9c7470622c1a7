import { type Shop, shops } from "./shop";

function trial() {
  const opened: string[] = [];
  const closed: string[] = [];
  const all = shops(async (python): Promise<Shop> => {
    opened.push(python);
    if (python === "broken") throw new Error("no grpcio");
    return { address: python, tlsAddress: "", certificate: "", close: () => closed.push(python) };
  });
  return { all, opened, closed };
}

test("each Python serves one shop, opened when it is first asked for", async () => {
  const { all, opened } = trial();
  expect(opened).toEqual([]);
  const [first, second, other] = await Promise.all([all.of("new"), all.of("new"), all.of("old")]);
  expect(second).toBe(first);
  expect(other.address).toBe("old");
  expect(opened).toEqual(["new", "old"]);
});

test("all that opened are closed", async () => {
  const { all, closed } = trial();
  await all.of("new");
  await expect(all.of("broken")).rejects.toThrow("no grpcio");
  await all.of("old");
  await all.close();
  expect(closed).toEqual(["new", "old"]);
});
