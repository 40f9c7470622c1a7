/**
 * A package of the shop's repository: its folder with modules, tests and what lies beside code. Libraries come first and
 * import libraries before them; services import libraries and themselves, but never each other.
 */
const { initText, moduleText } = require("./modules");
const { clientText, ownText, serverText, sharedText, spawnedText, workersText } = require("./programs");
const { messagesText, serviceOf, stubsText } = require("./protobuf");
const { randomOf } = require("./random");
const { adjectives, nouns } = require("./words");

/** What the packages are, in turns of twenty: one in seven deals with gRPC or forks, so that 1,000 files hold some of each. */
const TURN = 20;
const LIBRARIES = 4;
const roles = new Map([
  [7, "client"],
  [12, "server"],
  [17, "forks"],
]);

/** The packages of a seed, one after the other without end. Each is `{ folder, files }`; `files` are `{ path, text }`. */
function* packages({ seed, isDense }) {
  const libraries = [];
  for (let index = 0; ; index++) {
    const random = randomOf(seed, index);
    const isLibrary = index % TURN < LIBRARIES;
    const stem = `${random.pick(nouns)}_${random.pick(nouns)}`;
    const folder = `${isLibrary ? "libs" : "services"}/${stem}_${index}`;
    const names = moduleNames(random);
    const plan = { folder, stem, names, libraries: [...libraries], random, isDense, role: roles.get(index % TURN) };
    yield { folder, files: filesOf(plan) };
    if (isLibrary) {
      libraries.push({ folder, name: names[0] });
      // Nobody knows more than the newest of them.
      if (libraries.length > 40) libraries.shift();
    }
  }
}

function moduleNames(random) {
  const names = new Set();
  for (let count = random.between(12, 60); count > 0; count--) {
    names.add(`${random.pick(adjectives)}_${random.pick(nouns)}`);
  }
  return [...names];
}

function filesOf(plan) {
  const { names, random } = plan;
  const [own, tests] = [names.slice(0, Math.ceil(names.length * 0.8)), names.slice(Math.ceil(names.length * 0.8))];
  const files = [
    { path: "__init__.py", text: initText(random, own, plan.isDense) },
    ...own.map((name, index) => ({ path: `${name}.py`, text: ownModule(plan, name, own.slice(0, index)) })),
    { path: "tests/__init__.py", text: plan.isDense ? "import grpc\n" : "" },
    ...tests.map((name) => ({ path: `tests/test_${name}.py`, text: testModule(plan, name, own) })),
    ...(roleFiles[plan.role]?.(plan) ?? []),
    ...besides(plan),
  ];
  return files.map(({ path, text }) => ({ path: `${plan.folder}/${path}`, text }));
}

function ownModule({ random, libraries, isDense }, name, before) {
  const near = some(random, before, 3);
  const far = libraries.length > 0 && random.chance(0.3) ? [random.pick(libraries)] : [];
  const imports = [
    ...far.map((library) => `from ${library.folder.replaceAll("/", ".")}.${library.name} import load_${library.name}`),
    ...near.map((other) => `from .${other} import load_${other}`),
  ];
  const uses = [...far.map((library) => `load_${library.name}`), ...near.map((other) => `load_${other}`)];
  return moduleText(random, { name, imports, uses, isTest: false, speaksGrpc: isDense });
}

function testModule({ random, isDense }, name, own) {
  const [tested] = some(random, own, 1);
  const imports = tested === undefined ? [] : [`from ..${tested} import load_${tested}`];
  const uses = tested === undefined ? [] : [`load_${tested}`];
  return moduleText(random, { name: `test_${name}`, imports, uses, isTest: true, speaksGrpc: isDense });
}

/** Up to `most` of them, each once, in their order. */
function some(random, items, most) {
  const count = random.between(0, most);
  const wanted = new Set(items.length === 0 ? [] : Array.from({ length: count }, () => random.below(items.length)));
  return items.filter((_, index) => wanted.has(index));
}

const roleFiles = {
  client: ({ random, stem }) => {
    const service = serviceOf(random, stem, nouns);
    const right = random.chance(0.5) ? ownText() : spawnedText(service);
    return [
      ...protobufFiles(random, service),
      { path: "clients.py", text: clientText(service) },
      { path: "shared_job.py", text: sharedText(service) },
      { path: "careful_job.py", text: right },
    ];
  },
  server: ({ random, stem }) => {
    const service = serviceOf(random, stem, nouns);
    return [...protobufFiles(random, service), { path: "server.py", text: serverText(service) }];
  },
  forks: ({ names }) => [{ path: "worker_job.py", text: workersText(names[0]) }],
};

function protobufFiles(random, service) {
  return [
    { path: "proto/__init__.py", text: "" },
    { path: `proto/${service.stem}_pb2.py`, text: messagesText(random, service) },
    { path: `proto/${service.stem}_pb2_grpc.py`, text: stubsText(service) },
  ];
}

/** What is no Python, and has to be passed over or read for what it deploys. */
function besides({ folder, stem, names, random }) {
  const readme = `# ${stem.replaceAll("_", " ")}\n\n${names.map((name) => `- ${name}\n`).join("")}`;
  const rows = Array.from({ length: random.between(5, 200) }, (_, id) => ({ id, name: random.pick(names) }));
  const files = [
    { path: "README.md", text: readme },
    { path: "fixtures/rows.json", text: `${JSON.stringify(rows, null, 1)}\n` },
  ];
  if (!folder.startsWith("services/")) return files;
  return [...files, { path: "Dockerfile", text: dockerfile(folder) }, { path: "deploy.yaml", text: manifest(stem) }];
}

function dockerfile(folder) {
  return `FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
ENV PYTHONUNBUFFERED=1
CMD ["python", "-m", "${folder.replaceAll("/", ".")}"]
`;
}

function manifest(stem) {
  const name = stem.replaceAll("_", "-");
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: ${name}
          image: registry.shop.example/${name}:1
          env:
            - name: LOG_LEVEL
              value: info
`;
}

module.exports = { packages };
