import { extractFacts } from "../facts/facts";
import { loadParser, type Parser } from "../python/parser";
import type { Facts } from "../types";
import { gunicornSettings, isGunicornConfig } from "./gunicorn-config";

let parser: Parser;

beforeAll(async () => {
  parser = await loadParser();
});

function factsOf(text: string): Facts {
  return extractFacts("gunicorn.conf.py", text, parser);
}

function settingsOf(text: string): ReturnType<typeof gunicornSettings> {
  return gunicornSettings(factsOf(text));
}

test.each([
  ["gunicorn.conf.py", true],
  ["deploy/gunicorn_config.py", true],
  ["gunicorn.py", true],
  ["shop_gunicorn.conf.py", true],
  ["shop/gunicorn.conf", false],
  ["shop/run_gunicorn.py", false],
  ["gunicorn/orders.py", false],
  ["orders.py", false],
])("%s is a configuration of gunicorn: %s", (path, is) => expect(isGunicornConfig(path)).toBe(is));

test("the settings that matter, at their places", () => {
  const text = `import os
wsgi_app = "shop.web:app"
chdir = "/srv"
preload_app = True
raw_env = ["GRPC_POLL_STRATEGY=poll", f"GRPC_TRACE={os.environ['T']}", "broken"]
workers = 4
`;
  const settings = settingsOf(text);
  expect(settings).toMatchObject({ preload: { value: true }, wsgiApp: "shop.web:app", chdir: "/srv", hooks: [] });
  expect(text.slice(settings.preload?.at.start, settings.preload?.at.end)).toBe("preload_app = True");
  expect(settings.rawEnv.map(({ name, value, at }) => [name, value, text.slice(at.span.start, at.span.end)])).toEqual([
    ["GRPC_POLL_STRATEGY", "poll", '"GRPC_POLL_STRATEGY=poll"'],
    ["GRPC_TRACE", null, "f\"GRPC_TRACE={os.environ['T']}\""],
  ]);
});

test.each<[string, boolean | null | undefined]>([
  ["preload_app = True", true],
  ["preload_app = False", false],
  ["preload_app: bool = True", true],
  ["preload = preload_app = True", true],
  ['preload_app = "true"', true],
  ["preload_app = not DEBUG", null],
  ["preload_app = False\npreload_app = True", true],
  ["if DEBUG:\n    preload_app = True", null],
  ["if DEBUG:\n    preload_app = False", false],
  ["preload_app = True\nif DEBUG:\n    preload_app = False", null],
  ["preload_app = True\ntry:\n    preload_app = True\nexcept E:\n    pass", true],
  ["if DEBUG:\n    preload_app = False\npreload_app = True", true],
  ["with a:\n    preload_app = True", true],
  ["def f():\n    preload_app = True", undefined],
  ["reload = True", undefined],
])("%j preloads: %s", (text, value) => expect(settingsOf(text).preload?.value).toBe(value));

test("hooks are functions with their names, or bound to them", () => {
  const facts = factsOf(`from shop import post_worker_init

def post_fork(server, worker):
    pass

def connect(server):
    pass

if DEBUG:
    def pre_fork(server, worker):
        pass

when_ready = connect
worker_exit = lambda server, worker: None
on_exit = other
nworkers_changed = 1

class Hooks:
    def on_starting(server):
        pass
`);
  const names = gunicornSettings(facts).hooks.map(({ name, scope }) => [name, facts.scopes[scope]?.name]);
  expect(names).toEqual([
    ["post_fork", "post_fork"],
    ["pre_fork", "pre_fork"],
    ["when_ready", "connect"],
    ["worker_exit", "<lambda>"],
  ]);
});

test("an empty file says nothing", () => {
  expect(settingsOf("")).toEqual({ preload: null, wsgiApp: null, chdir: null, rawEnv: [], hooks: [] });
});
