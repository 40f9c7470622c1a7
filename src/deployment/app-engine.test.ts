// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of other languages.
import { appEngine } from "./app-engine";
import { shown, startedBy, wordsShown } from "./shown.test-data";

test.each([
  ["app.yaml", true],
  ["orders/app.flexible.yaml", true],
  ["orders.app.yml", true],
  ["app-dev.yaml", true],
  ["application.yaml", false],
  ["webapp.yaml", false],
])("%s may be of App Engine: %s", (path, is) => expect(appEngine.matches(path)).toBe(is));

const text = `runtime: python312
entrypoint: cd shop && gunicorn -b :$PORT 'web:app' # why
env_variables:
  GRPC_POLL_STRATEGY: "poll"
handlers: []
`;

test("an application is started by a shell", () => {
  expect(startedBy(appEngine, text)).toEqual(["shop | gunicorn -b :? web:app | GRPC_POLL_STRATEGY=poll"]);
  expect(wordsShown(appEngine, text)).toEqual(["gunicorn", "-b", ":$PORT", "'web:app'"]);
  expect(shown(appEngine, text)).toEqual([["GRPC_POLL_STRATEGY=poll", 'GRPC_POLL_STRATEGY: "poll"']]);
});

test("its command may be folded", () => {
  const folded = "runtime: python\nentrypoint: >\n  gunicorn\n  web:app\n";
  expect(startedBy(appEngine, folded)).toEqual(["- | gunicorn web:app"]);
  expect(wordsShown(appEngine, folded)).toEqual(["gunicorn", "web:app"]);
});

test("a manifest of that name is one", () => {
  const manifest = "apiVersion: v1\nkind: Pod\nspec: {containers: [{command: [serve], env: [{name: A, value: 1}]}]}\n";
  expect(startedBy(appEngine, manifest)).toEqual(["- | serve | A=1"]);
  expect(shown(appEngine, manifest)).toHaveLength(1);
});

test.each(["entrypoint: serve\n", "runtime: python\n", "runtime: python\nentrypoint: [serve]\n", ""])(
  "%j starts nothing",
  (other) => expect(startedBy(appEngine, other)).toEqual([]),
);
