// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of other languages.
import { dockerfile } from "./dockerfile";
import { shown, startedBy, variablesIn, wordsShown } from "./shown.test-data";

test.each([
  ["Dockerfile", true],
  ["orders/Dockerfile", true],
  ["Dockerfile.worker", true],
  ["Dockerfile-dev", true],
  ["worker.Dockerfile", true],
  ["worker.dockerfile", true],
  ["Containerfile", true],
  ["Dockerfile.dockerignore", false],
  ["Dockerfile.py", false],
  ["dockerfile_parser.ts", false],
  ["MyDockerfile", false],
])("%s is a Dockerfile: %s", (path, is) => expect(dockerfile.matches(path)).toBe(is));

test("every ENV of every stage sets variables, at their places", () => {
  const text = [
    "FROM python:3.12 AS base",
    "ENV GRPC_ENABLE_FORK_SUPPORT=1 GRPC_POLL_STRATEGY=epoll1",
    "RUN export GRPC_TRACE=all",
    "FROM base",
    "ENV GRPC_VERBOSITY debug me",
    "LABEL GRPC_TRACE=1",
  ].join("\n");
  expect(shown(dockerfile, text)).toEqual([
    ["GRPC_ENABLE_FORK_SUPPORT=1", "GRPC_ENABLE_FORK_SUPPORT=1"],
    ["GRPC_POLL_STRATEGY=epoll1", "GRPC_POLL_STRATEGY=epoll1"],
    ["GRPC_VERBOSITY=debug me", "GRPC_VERBOSITY debug me"],
  ]);
});

test("lines are continued, with comments and empty lines between them, whatever ends them", () => {
  const text = ["FROM a", "env A=1 \\", "  # a comment", "    B=2 \\", "", "    C=3", "ENV D=4"].join("\r\n");
  expect(shown(dockerfile, text)).toEqual([
    ["A=1", "A=1"],
    ["B=2", "B=2"],
    ["C=3", "C=3"],
    ["D=4", "D=4"],
  ]);
});

test.each([
  ['A="x y"', "A=x y"],
  ["A='$B'", "A=$B"],
  ["A=x\\ y", "A=x y"],
  ["A=\\$B", "A=$B"],
  ['A="a\\"b"', 'A=a"b'],
  ['A=a"b c"d', "A=ab cd"],
  ["A=", "A="],
  ['A=""', "A="],
  ['A "x"', "A=x"],
  ["A=$B", "A?"],
  ["A=${B}", "A?"],
  ["A=1${B}", "A?"],
  ["A=${B:-1}", "A=1"],
  ["A=${B-1}", "A=1"],
  ["A=${B:-${C:-2}}", "A=2"],
  ["A=${B:+1}", "A?"],
])("ENV %s sets %s", (code, variable) => {
  expect(variablesIn(dockerfile, `FROM a\nENV ${code}\n`)).toEqual([variable]);
});

test.each(["ENV", "ENV A", "ENV =1", "ARG A=1", "RUN A=1 make", "# ENV A=1", "RUN <<EOF\nENV A=1\nEOF"])(
  "%j sets none",
  (code) => expect(variablesIn(dockerfile, `FROM a\n${code}\n`)).toEqual([]),
);

test("an ARG is no variable, but its default is a value", () => {
  const text = [
    "ARG STRATEGY=poll",
    "FROM a AS base",
    "ARG STRATEGY",
    "ARG FORK=1",
    "ARG OTHER",
    "ENV A=$STRATEGY B=${FORK} C=$OTHER D=${OTHER:-9}",
    "ENV FORK=2",
    "ENV E=$FORK",
    "FROM base",
    "ENV F=$FORK G=$STRATEGY",
  ].join("\n");
  expect(variablesIn(dockerfile, text)).toEqual(["A=poll", "B=1", "C?", "D?", "FORK=2", "E=2", "F=2", "G?"]);
});

test("an instruction does not see what it sets itself", () => {
  expect(variablesIn(dockerfile, "FROM a\nENV A=1\nENV A=2 B=$A\n")).toEqual(["A=1", "A=2", "B=1"]);
});

test("the escape may be a backtick", () => {
  expect(variablesIn(dockerfile, "# escape=`\nFROM a\nENV A=c:\\x `\n  B=2\n")).toEqual(["A=c:\\x", "B=2"]);
});

test("a command for a shell may set variables of its own", () => {
  const text = 'FROM a\nCMD GRPC_ENABLE_FORK_SUPPORT=1 python serve.py\nENTRYPOINT ["A=1", "serve"]\n';
  expect(shown(dockerfile, text)).toEqual([["GRPC_ENABLE_FORK_SUPPORT=1", "GRPC_ENABLE_FORK_SUPPORT=1"]]);
});

test.each([
  ["CMD gunicorn web:app", ["- | gunicorn web:app"]],
  ['CMD ["gunicorn", "web:app"]', ["- | gunicorn web:app"]],
  ['ENTRYPOINT ["gunicorn"]\nCMD ["web:app"]', ["- | gunicorn web:app"]],
  ['CMD ["other"]\nENTRYPOINT ["gunicorn"]', ["- | gunicorn"]],
  ['ENTRYPOINT gunicorn web:app\nCMD ["other"]', ["- | gunicorn web:app"]],
  ['ENTRYPOINT ["/init"]\nCMD gunicorn web:app', ["- | gunicorn web:app"]],
  ["CMD a\nCMD b", ["- | b"]],
  ["CMD migrate && exec gunicorn web:app", ["- | migrate", "- | exec gunicorn web:app"]],
  ["RUN pip install gunicorn", []],
  ["HEALTHCHECK CMD gunicorn --version", []],
  ["CMD []", []],
  ["CMD", []],
])("%j starts %j", (code, starts) => expect(startedBy(dockerfile, `FROM a\n${code}\n`)).toEqual(starts));

test("what a stage has set holds where it starts, and in the stages on top of it", () => {
  const text = `ARG HOME=/srv
FROM python AS base
ENV APP=web:app PORT=80
ARG HOME
WORKDIR $HOME
WORKDIR shop
ENTRYPOINT ["gunicorn"]
FROM base
CMD ["orders:app"]
FROM base AS test
WORKDIR $WHERE
ENTRYPOINT exec gunicorn -b :$PORT -n $NAME $APP
`;
  expect(startedBy(dockerfile, text)).toEqual([
    "/srv/shop | gunicorn | APP=web:app | PORT=80",
    "/srv/shop | gunicorn orders:app | APP=web:app | PORT=80",
    "- | exec gunicorn -b :80 -n ? web:app | APP=web:app | PORT=80",
  ]);
});

test("the words of a command know their places, with comments between its lines", () => {
  const text = 'FROM a\nCMD gunicorn \\\n  # how many\n\n  -w 4 \\\n  web:app\n\nENTRYPOINT [ "a b", \\\n  "c" ]\n';
  expect(startedBy(dockerfile, text.replace("ENTRYPOINT", "LABEL"))).toEqual(["- | gunicorn -w 4 web:app"]);
  expect(wordsShown(dockerfile, text.split("ENTRYPOINT", 1)[0] ?? "")).toEqual(["gunicorn", "-w", "4", "web:app"]);
  expect(wordsShown(dockerfile, text.replace(/CMD[\s\S]*(?=ENTRY)/, ""))).toEqual(['"a b"', '"c"']);
});
