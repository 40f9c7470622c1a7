import { shown, startedBy, wordsShown } from "./shown.test-data";
import { supervisor } from "./supervisor";

test.each([
  ["supervisord.conf", true],
  ["etc/supervisor/conf.d/orders.conf", true],
  ["supervisor-orders.ini", true],
  ["supervisord.conf.j2", true],
  ["nginx/orders.conf", false],
  ["supervisor.py", false],
])("%s is a configuration of supervisord: %s", (path, is) => expect(supervisor.matches(path)).toBe(is));

const text = `[supervisord]
nodaemon=true

[program:orders]
command = /venv/bin/gunicorn -b :%(ENV_PORT)s
    "web:app"   ; the shop
directory=/srv/shop
environment = A="1,2",B='x y', C=%(here)s
; command=old

[program:stock]
command=celery -A shop worker -n w%%h
`;

test("a program is started in its folder with its variables", () => {
  expect(startedBy(supervisor, text)).toEqual([
    "/srv/shop | /venv/bin/gunicorn -b :? web:app | A=1,2 | B=x y | C=?",
    "- | celery -A shop worker -n w%h",
  ]);
});

test("words and variables know their places", () => {
  expect(wordsShown(supervisor, text).slice(0, 4)).toEqual(["/venv/bin/gunicorn", "-b", ":%(ENV_PORT)s", '"web:app"']);
  expect(shown(supervisor, text)).toEqual([
    ["A=1,2", 'A="1,2"'],
    ["B=x y", "B='x y'"],
    ["C?", "C=%(here)s"],
  ]);
});
