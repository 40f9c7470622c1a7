import { shown, startedBy, variablesIn, wordsShown } from "./shown.test-data";
import { systemd } from "./systemd";

test.each([
  ["orders.service", true],
  ["deploy/orders@.service", true],
  ["orders.service.j2", true],
  ["orders.service.d/grpc.conf", true],
  ["orders.service.ts", false],
  ["nginx.conf", false],
])("%s is a unit: %s", (path, is) => expect(systemd.matches(path)).toBe(is));

test("Environment and a start by env set variables, at their places", () => {
  const text = `[Service]
Environment="GRPC_ENABLE_FORK_SUPPORT=1" GRPC_POLL_STRATEGY=epoll1
Environment='A=x y' \\
  # a comment
  B=2
#Environment=C=3
EnvironmentFile=/etc/orders
ExecStart=-/usr/bin/env D=4 serve E=5
`;
  expect(shown(systemd, text)).toEqual([
    ["GRPC_ENABLE_FORK_SUPPORT=1", '"GRPC_ENABLE_FORK_SUPPORT=1"'],
    ["GRPC_POLL_STRATEGY=epoll1", "GRPC_POLL_STRATEGY=epoll1"],
    ["A=x y", "'A=x y'"],
    ["B=2", "B=2"],
    ["D=4", "D=4"],
  ]);
});

test.each([
  ['Environment=A="x y"', ["A=x y"]],
  ["Environment=A=$B", ["A=$B"]],
  ["Environment=A=%i", ["A?"]],
  ["Environment='A=%i'", ["A?"]],
  ["Environment=A=5%%", ["A=5%"]],
  ["Environment = A=1", ["A=1"]],
  ["Environment=A=1\nEnvironment=\nEnvironment=B=2", ["B=2"]],
  ["Environment=A", []],
  ["ExecStart=A=1 serve", []],
  ["ExecStart=env A=$B C=$$D serve", ["A?", "C=$D"]],
  ["ExecStart=serve env A=1", []],
  ["ExecStartPre=env A=1 serve", []],
])("%s", (text, variables) => {
  expect(variablesIn(systemd, `[Service]\n${text}\n`)).toEqual(variables);
  expect(variablesIn(systemd, `[Service]\n${text}\n`.replaceAll("\n", "\r\n"))).toEqual(variables);
});

test("a unit starts its command in its folder", () => {
  const text = `[Service]
ExecStartPre=/bin/migrate
ExecStart=-/venv/bin/gunicorn --bind %H:80 \\
  "web:app"
WorkingDirectory=-/srv/shop
Environment=A=1
`;
  expect(startedBy(systemd, text)).toEqual(["/srv/shop | /venv/bin/gunicorn --bind ?:80 web:app | A=1"]);
  expect(wordsShown(systemd, text)).toEqual(["/venv/bin/gunicorn", "--bind", "%H:80", '"web:app"']);
});

test.each([
  ["WorkingDirectory=~", "- | serve"],
  ["WorkingDirectory=%h/shop", "- | serve"],
  ["ExecStart=old\nExecStart=", "- | serve"],
])("%j", (text, start) => expect(startedBy(systemd, `[Service]\n${text}\nExecStart=serve\n`)).toEqual([start]));
