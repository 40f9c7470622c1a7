import { folderFrom } from "./folder";

test.each([
  [null, "shop", "shop"],
  [null, "./shop/", "shop"],
  [null, ".", null],
  ["/srv", "shop", "/srv/shop"],
  ["/srv", "/shop", "/shop"],
  ["/srv/shop", "..", "/srv"],
  ["/", "../..", "/"],
  ["shop", "../../orders", "../orders"],
  ["../shop", "..", ".."],
  ["..", "..", "../.."],
])("from %s, %s is %s", (base, folder, joined) => expect(folderFrom(base, folder)).toBe(joined));
