import { launched, launchedBy } from "./shown.test-data";

test.each([
  ["uwsgi --http :80 --module shop.web:app --master", "preloaded", "uwsgi without lazy-apps"],
  ["uwsgi --http :80 -w shop.web:app -p 4", "preloaded", "uwsgi without lazy-apps"],
  ["uwsgi -M --wsgi shop.web:app --processes=1", "preloaded", "uwsgi without lazy-apps"],
  ["uwsgi --workers $WORKERS -w shop.web:app", "preloaded", "uwsgi without lazy-apps"],
  ["uwsgi --stats :9191 -w shop.web:app", "preloaded", "uwsgi without lazy-apps"],
  ["uwsgi -w shop.web:app", "none", "uwsgi in one process"],
  ["uwsgi -w shop.web:app -p 1 --enable-threads --threads 8", "none", "uwsgi in one process"],
  ["uwsgi -w shop.web:app --lazy-apps", "none", "uwsgi in one process"],
])("%s: %s, as it is %s", (command, loads, by) => {
  expect(launchedBy(command)).toMatchObject({ framework: "uwsgi", target: "shop.web:app", loads, by, at: command });
});

test.each([
  ["uwsgi -w shop.web:app --master --lazy-apps", "--lazy-apps", "uwsgi with lazy-apps"],
  ["uwsgi -w shop.web:app -p 4 --lazy", "--lazy", "uwsgi with lazy"],
  ["UWSGI_LAZY_APPS=1 uwsgi -w shop.web:app -M", "UWSGI_LAZY_APPS=1", "uwsgi with lazy-apps"],
])("%s loads it after the fork", (command, at, by) => {
  expect(launchedBy(command)).toMatchObject({ loads: "after", at, by });
});

test.each([
  ["uwsgi --wsgi-file shop/web.py --callable app", "shop.web:app", null],
  ["uwsgi --wsgi-file /srv/shop/web.py", "web", "/srv/shop"],
  ["uwsgi --chdir /srv --module shop.web --callable app", "shop.web:app", "/srv"],
  ["uwsgi --manage-script-name --mount /api=shop.api:app", "shop.api:app", null],
  ["uwsgi --mount /=web.py --callable app", "web:app", null],
  ["uwsgi --http :80 --vacuum shop.web:app", "shop.web:app", null],
  ["uwsgi --socket :80 web.wsgi", "web", null],
  ["uwsgi --module $APP", null, null],
  ["uwsgi --http :80", null, null],
])("%s serves %s from %s", (command, target, folder) => expect(launchedBy(command)).toMatchObject({ target, folder }));

const ini = `; of the shop
[uwsgi]
project = shop
chdir = /srv/%(project)
module = %(project).web:app
master = true
processes = 4
home = %d/env
env = GRPC_POLL_STRATEGY=poll
[other]
lazy-apps = true
`;

test("a configuration is a launcher by itself", () => {
  const expected = { target: "shop.web:app", folder: "/srv/shop", loads: "preloaded", at: "[uwsgi]", config: null };
  expect(launched({ "deploy/web.ini": ini })).toMatchObject([expected]);
  expect(launched({ "uwsgi.ini": ini.replaceAll("\n", "\r\n") })).toMatchObject([expected]);
});

test.each([
  ["lazy-apps = true", "after", "lazy-apps = true"],
  ["  lazy-apps=1", "after", "lazy-apps=1"],
  ["lazy-apps =", "after", "lazy-apps ="],
  ["lazy-apps = false", "preloaded", "[uwsgi]"],
  ["# lazy-apps = true", "preloaded", "[uwsgi]"],
])("the setting %s", (line, loads, at) => {
  expect(launched({ "uwsgi.ini": ini.replace("[other]", `${line}\n[other]`) })).toMatchObject([{ loads, at }]);
});

test.each([
  ["uwsgi.yaml", "uwsgi:\n  master: true\n  module: shop.web:app\n  lazy-apps: true\n", "lazy-apps: true"],
  ["uwsgi.json", '{"uwsgi": {"master": true, "module": "shop.web:app", "lazy-apps": 1}}', '"lazy-apps": 1'],
  ["uwsgi.xml", "<uwsgi>\n<master/><!-- <x/> -->\n<module>shop.web:app</module><lazy-apps/></uwsgi>", "<lazy-apps/>"],
])("%s is one, too", (path, text, at) => {
  expect(launched({ [path]: text })).toMatchObject([{ target: "shop.web:app", loads: "after", at }]);
});

test.each([
  ["uwsgi --ini deploy/web.ini", "deploy/web.ini"],
  ["uwsgi /etc/deploy/web.ini", "/etc/deploy/web.ini"],
  ["cd deploy && uwsgi --ini web.ini:uwsgi", "web.ini:uwsgi"],
])("%s takes what its configuration says, which is then no other launcher", (command, config) => {
  const texts = { Procfile: `web: ${command}\n`, "deploy/web.ini": ini, "test/web.ini": ini };
  expect(launched(texts)).toMatchObject([
    { config, target: "shop.web:app", loads: "preloaded", at: command.replace("cd deploy && ", "") },
    { at: "[uwsgi]" },
  ]);
});

test("where the configuration decides, it is pointed at", () => {
  const texts = { Procfile: "web: uwsgi --ini web.ini\n", "web.ini": `${ini.replace("[other]", "")}` };
  expect(launched(texts)).toMatchObject([{ loads: "after", at: "lazy-apps = true", target: "shop.web:app" }]);
});

test.each(["uwsgi --emperor /etc/vassals", "uwsgi --version", "uwsgitop :9191"])("%s launches nothing", (command) =>
  expect(launchedBy(command)).toBeNull(),
);

test.each(["[uwsgi]\n", "[web]\nmodule = uwsgi\n", "uwsgi"])("%j configures nothing", (text) =>
  expect(launched({ "web.ini": text })).toEqual([]),
);

test("of several files that a command could mean, none is taken", () => {
  const texts = { Procfile: "web: uwsgi --ini /etc/web.ini\n", "deploy/web.ini": ini, "test/web.ini": ini };
  expect(launched(texts)).toMatchObject([{ target: null, loads: "none" }, { at: "[uwsgi]" }, { at: "[uwsgi]" }]);
});
