import { shown, startedBy, wordsShown } from "./shown.test-data";
import { uwsgiConfig } from "./uwsgi-config";

test("a setting is an option, at its place", () => {
  const text =
    "[uwsgi]\n; of the shop\nname = shop\n  module=%(name).web:app\nprocesses = %k\nhome = $(HOME)/%(none)\n";
  expect(startedBy(uwsgiConfig, text)).toEqual([
    "- | uwsgi --name=shop --module=shop.web:app --processes=? --home=?/?",
  ]);
  expect(wordsShown(uwsgiConfig, text).slice(0, 3)).toEqual(["[uwsgi]", "name = shop", "module=%(name).web:app"]);
});

test("it sets variables", () => {
  expect(shown(uwsgiConfig, "[uwsgi]\nenv = A=1\nenv=B=x y\n[web]\nenv = C=3\n")).toEqual([
    ["A=1", "A=1"],
    ["B=x y", "B=x y"],
  ]);
  expect(shown(uwsgiConfig, "uwsgi:\n  env: A=1\n")).toEqual([["A=1", "A=1"]]);
});
