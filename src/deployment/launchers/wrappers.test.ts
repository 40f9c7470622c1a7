// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of other languages.
import { launchedBy } from "./shown.test-data";

test.each([
  "/venv/bin/gunicorn web:app",
  "$VENV/bin/gunicorn web:app",
  "exec gunicorn web:app",
  "env -u X A=1 gunicorn web:app",
  "A=1 exec env B=2 gunicorn web:app",
  "python -m gunicorn web:app",
  "python3.12 -u -m gunicorn web:app",
  "python /usr/bin/gunicorn web:app",
  "poetry run gunicorn web:app",
  "uv run --no-dev gunicorn web:app",
  "pipenv run python -m gunicorn web:app",
  "conda run -n shop --no-capture-output gunicorn web:app",
  "newrelic-admin run-program gunicorn web:app",
  "opentelemetry-instrument --traces_exporter console gunicorn web:app",
  "ddtrace-run gunicorn web:app",
  "dumb-init -- gunicorn web:app",
  "tini -g -- ddtrace-run gunicorn web:app",
  "gosu gunicorn gunicorn web:app",
  "sudo -u celery gunicorn web:app",
  "nice -n 5 gunicorn web:app",
  "timeout 60 gunicorn web:app",
  "/entrypoint.sh gunicorn web:app",
  "bash docker-entrypoint gunicorn web:app",
  "wait-for-it db:5432 --timeout=60 -- gunicorn web:app",
  'set -- gunicorn web:app "$@"',
  "sh -c 'gunicorn web:app'",
  'bash -exc "migrate; exec gunicorn web:app"',
  "su shop -c 'gunicorn web:app'",
  `sh -c "sh -c 'gunicorn web:app'"`,
  "$PREFIX gunicorn web:app",
  "coverage run -m gunicorn web:app",
])("%s starts gunicorn", (command) => {
  const found = launchedBy(command);
  expect(found).toMatchObject({ framework: "gunicorn", target: "web:app" });
  // From the program on: what wraps it is no part of it.
  expect(found?.at).toMatch(/^(?:\S*\/)?gunicorn web:app/);
});

test.each([
  "pip install gunicorn",
  "poetry add gunicorn",
  "conda install gunicorn",
  "echo gunicorn web:app",
  "command -v gunicorn",
  "which gunicorn",
  "pkill gunicorn",
  "sudo -u celery python serve.py",
  "gosu celery python serve.py celery worker",
  "python serve.py --server gunicorn",
  "python -m pip install gunicorn",
  "chown celery worker",
  "sh gunicorn.sh",
  "$GUNICORN web:app",
  "exec $GUNICORN",
  "sh -c",
  "python -m",
  "env",
])("%s starts nothing of ours", (command) => expect(launchedBy(command)).toBeNull());

test.each(["sh -c ", "sh ", "exec ", "A=1 ", "env A=1 "])(
  "however many times it says %s, it comes to an end",
  (wrapper) => {
    const found = launchedBy(`${wrapper.repeat(20_000)} gunicorn web:app`);
    expect(found === null).toBe(wrapper !== "A=1 ");
  },
);

test("places in quotes are right whatever stands around them", () => {
  expect(launchedBy(`sh -c "cd /srv/\\$A && exec gunicorn -b \\"$HOST:$PORT\\" web:app --preload"`)).toMatchObject({
    target: "web:app",
    at: "--preload",
  });
});
