// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of other languages.
import { launched, launchedBy } from "./shown.test-data";

test("gunicorn loads the application after the fork, and the command says so by its silence", () => {
  expect(launchedBy("gunicorn -w 4 shop.web:app")).toEqual({
    framework: "gunicorn",
    target: "shop.web:app",
    folder: null,
    loads: "after",
    at: "gunicorn -w 4 shop.web:app",
    config: null,
    by: "gunicorn",
  });
});

test.each([
  ["gunicorn --preload shop.web:app", "--preload"],
  ["gunicorn shop.web:app -w 1 --preload", "--preload"],
  ["GUNICORN_CMD_ARGS='--preload -w 4' gunicorn shop.web:app", "GUNICORN_CMD_ARGS='--preload -w 4'"],
  ["export GUNICORN_CMD_ARGS=--preload; gunicorn shop.web:app", "GUNICORN_CMD_ARGS=--preload"],
])("%s loads it before", (command, at) => {
  expect(launchedBy(command)).toMatchObject({
    loads: "preloaded",
    at,
    by: "gunicorn --preload",
    target: "shop.web:app",
  });
});

test("the arguments of the environment hold no application", () => {
  expect(launchedBy("GUNICORN_CMD_ARGS=shop.web:app gunicorn")).toMatchObject({ target: null, loads: "after" });
});

test.each([
  ["gunicorn shop.wsgi", "shop.wsgi"],
  ["gunicorn 'shop.web:create_app()'", "shop.web:create_app"],
  [`gunicorn "shop.web:create_app(config='test')"`, "shop.web:create_app"],
  ["gunicorn -k uvicorn.workers.UvicornWorker shop.web:app", "shop.web:app"],
  ["gunicorn --reload shop.web:app", "shop.web:app"],
  ["gunicorn --access-logfile - shop.web:app", "shop.web:app"],
  ["gunicorn --bind=:$PORT -w4 shop.web:app", "shop.web:app"],
  ["gunicorn -R -D shop.web:app", "shop.web:app"],
  ["gunicorn -- shop.web:app", "shop.web:app"],
  ["gunicorn ${APP:-shop.web:app}", "shop.web:app"],
  ["gunicorn $APP", null],
  ["gunicorn shop.web:$APP", null],
  ["gunicorn shop-web:app", null],
  ["gunicorn --paste shop.ini shop", null],
  ["gunicorn", null],
])("%s serves %s", (command, target) => expect(launchedBy(command)).toMatchObject({ target }));

test.each([
  ["gunicorn -c gunicorn.conf.py a:b", "gunicorn.conf.py"],
  ["gunicorn --config=python:shop.conf a:b", "python:shop.conf"],
  ["gunicorn -cx.py a:b", "x.py"],
  ["GUNICORN_CMD_ARGS='-c y.py' gunicorn a:b", "y.py"],
  ["GUNICORN_CMD_ARGS='-c y.py' gunicorn -c x.py a:b", "x.py"],
  ["gunicorn -c $CONF a:b", null],
])("%s names the configuration %s", (command, config) => expect(launchedBy(command)).toMatchObject({ config }));

test.each([
  ["gunicorn --chdir shop web:app", "shop"],
  ["cd /srv && gunicorn --chdir ./shop/ web:app", "/srv/shop"],
  ["cd /srv && gunicorn --chdir /shop web:app", "/shop"],
  ["cd /srv && gunicorn web:app", "/srv"],
])("%s serves from %s", (command, folder) => expect(launchedBy(command)).toMatchObject({ folder }));

test.each(["gunicorn --check-config a:b", "gunicorn --version", "gunicorn -h", "gunicornx a:b", "uvicorn a:b"])(
  "%s launches nothing",
  (command) => expect(launchedBy(command)).toBeNull(),
);

test("the environment is that of the same container alone", () => {
  const text = `services:
  orders:
    command: gunicorn shop.orders:app
    environment: {GUNICORN_CMD_ARGS: --preload}
  stock:
    command: gunicorn shop.stock:app
`;
  expect(launched({ "compose.yaml": text })).toMatchObject([
    { target: "shop.orders:app", loads: "preloaded", at: "GUNICORN_CMD_ARGS: --preload" },
    { target: "shop.stock:app", loads: "after", at: "gunicorn shop.stock:app" },
  ]);
});
