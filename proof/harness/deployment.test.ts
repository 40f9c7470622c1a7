import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDeployment } from "./deployment";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "proof-deployment-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function read(head: Readonly<Record<string, string>>, text: string) {
  if (head.deployed !== undefined) writeFileSync(join(folder, head.deployed), text);
  return readDeployment((key) => head[key] ?? null, folder, "shop");
}

test("what is run by itself is not deployed", () => {
  expect(read({ steps: "tea" }, "")).toBeNull();
});

test.each([
  ["Procfile", "release: ./migrate\nworker: celery -A shop worker\n", "worker", "celery -A shop worker"],
  ["Procfile", "web: gunicorn --bind :$PORT web:app", "web", "gunicorn --bind :$PORT web:app"],
  [
    "compose.yaml",
    "services:\n  db:\n    image: postgres\n  worker:\n    command: celery worker\n",
    "worker",
    "celery worker",
  ],
  ["Dockerfile", 'FROM python\nCMD ["gunicorn", "a b"]\n', "web", "'gunicorn' 'a b'"],
  ["Dockerfile", "FROM python\nCMD gunicorn --bind :$PORT web:app\n", "web", "gunicorn --bind :$PORT web:app"],
])("a %s says what is started: %j", (deployed, text, kind, command) => {
  expect(read({ deployed, processes: "2", needs: "celery" }, text)).toEqual({
    command,
    kind,
    processes: 2,
    frameworks: ["celery"],
  });
});

test.each<[string, Readonly<Record<string, string>>, string, RegExp]>([
  ["nobody says how many processes answer", { deployed: "Procfile" }, "web: gunicorn", /no small number/],
  ["the file is of an unknown kind", { deployed: "Makefile", processes: "1" }, "", /nothing is deployed by "Makefile"/],
  ["nothing is started", { deployed: "Procfile", processes: "1" }, "release: ./migrate", /neither web nor worker/],
  ["no service is started", { deployed: "compose.yaml", processes: "1" }, "services:\n  db: {}\n", /neither web nor/],
  ["an image starts nothing", { deployed: "Dockerfile", processes: "1" }, "FROM python\n", /neither web nor worker/],
])("a head is refused when %s", (_, head, text, message) => {
  expect(() => read(head, text)).toThrow(message);
});
