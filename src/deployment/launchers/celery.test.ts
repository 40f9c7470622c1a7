import { launchedBy } from "./shown.test-data";

test.each([
  ["celery -A shop worker"],
  ["celery worker -A shop"],
  ["celery --app=shop worker -c 1"],
  ["celery -Ashop -q worker -l INFO -B"],
  ["celery -A shop worker --detach"],
  ["celery multi start w1 w2 -A shop"],
  ["python -m celery -A shop worker"],
])("%s forks after the main process has loaded the tasks", (command) => {
  expect(launchedBy(command)).toMatchObject({
    framework: "celery",
    target: "shop",
    loads: "preloaded",
    at: command.replace("python -m ", ""),
    by: "celery worker (prefork)",
  });
});

test.each([
  ["celery -A shop worker -P prefork", "preloaded", "celery worker (prefork)", "-P prefork"],
  ["celery -A shop worker --pool=processes", "preloaded", "celery worker (processes)", "--pool=processes"],
  ["celery -A shop worker -P solo", "none", "celery worker (solo)", "-P solo"],
  ["celery -A shop worker --pool threads", "none", "celery worker (threads)", "--pool threads"],
  ["celery -A shop worker -Pgevent -c 100", "none", "celery worker (gevent)", "-Pgevent"],
  ["celery -A shop worker --pool eventlet", "none", "celery worker (eventlet)", "--pool eventlet"],
  ["celery -A shop worker --pool=$POOL", "none", "celery worker (unknown pool)", "--pool=$POOL"],
])("%s", (command, loads, by, at) => expect(launchedBy(command)).toMatchObject({ loads, by, at }));

test.each([
  ["celery -A shop.tasks:app worker", "shop.tasks:app", null],
  ["celery -A $APP worker", null, null],
  ["celery worker", null, null],
  ["celery --workdir /srv -A shop worker", "shop", "/srv"],
])("%s loads %s from %s", (command, target, folder) => expect(launchedBy(command)).toMatchObject({ target, folder }));

test.each([
  "celery -A shop beat",
  "celery -A shop flower",
  "celery -A shop inspect ping",
  "celery -A shop multi stop w1",
  "celery -A worker status",
  "celery",
])("%s launches nothing", (command) => expect(launchedBy(command)).toBeNull());
