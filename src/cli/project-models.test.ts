import type { RuleCode, UserModels } from "../types";
import { projectModels } from "./project-models";

const models: UserModels = {
  opensGrpc: [
    { name: "shop.rpc.connect", opens: "eager", target: null, aio: false },
    { name: "shop.rpc.Lazy*", opens: "lazy", target: null, aio: false },
    { name: "shop.aio.connect", opens: "warm", target: null, aio: true },
  ],
  forks: [
    { name: "shop.jobs.run", function: { position: 0, keyword: "target" }, when: "call" },
    { name: "shop.jobs.Job", function: { position: 0, keyword: "target" }, when: "start" },
  ],
  guards: ["shop.metrics.*"],
  entryPoints: ["shop.cli.main"],
};

const forks = ["- `shop.jobs.run` forks", "- `shop.jobs.Job` forks at `start()`"];
const guards = ["- `shop.metrics.*` uses nothing that it is given"];
const clients = [
  "- `shop.rpc.connect` gives a client that is open at once",
  "- `shop.rpc.Lazy*` gives a client that opens at its first call",
];
const aio = ["- `shop.aio.connect` gives a client that is connected at once"];

test.each<readonly [RuleCode, readonly string[]]>([
  ["GFF101", [...forks, ...guards]],
  ["GFF105", [...clients, ...forks, ...guards]],
  ["GFF106", [...aio, ...forks, ...guards]],
  ["GFF201", forks],
  ["GFF304", [...clients, ...forks]],
])("%s is told which models of the project count", (code, lines) => {
  expect(projectModels(code, models, "pyproject.toml:3").split("\n")).toEqual([
    "What `models` in pyproject.toml:3 says counts, too:",
    "",
    ...lines,
  ]);
});

test.each<RuleCode>(["GFF001", "GFF002", "GFF204", "GFF301", "GFF302"])("%s asks for none", (code) => {
  expect(projectModels(code, models, "pyproject.toml:3")).toBe("");
});

test("a project that says nothing adds nothing", () => {
  expect(projectModels("GFF105", undefined, null)).toBe("");
});
