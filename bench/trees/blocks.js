/**
 * Pieces of ordinary Python, from which files of any length are made. Each takes a source of chance and gives lines that
 * stand at the top of a module. They name only what `head` in modules.js imports.
 */
const { adjectives, nouns, sentences, verbs } = require("./words");

const functionName = (random) => `${random.pick(verbs)}_${random.pick(adjectives)}_${random.pick(nouns)}s`;
const className = (random) => `${capital(random.pick(adjectives))}${capital(random.pick(nouns))}`;
const capital = (word) => word[0].toUpperCase() + word.slice(1);

function loop(random) {
  const [noun, field, limit] = [random.pick(nouns), random.pick(nouns), random.between(2, 5000)];
  return [
    `def ${functionName(random)}(${noun}s: Iterable[dict], limit: int = ${limit}) -> list[dict]:`,
    ...docstring(random, "    "),
    `    found = []`,
    `    for index, ${noun} in enumerate(${noun}s):`,
    `        if index >= limit or ${noun}.get("${field}") is None:`,
    `            continue`,
    ...comment(random, "        "),
    `        ${field} = int(${noun}["${field}"]) * ${random.between(2, 100)}`,
    `        if ${field} > ${random.between(100, 9000)} and "${random.pick(nouns)}" not in ${noun}:`,
    `            ${noun}["${random.pick(adjectives)}"] = ${field} - limit`,
    `        found.append({"${field}": ${field}, "${random.pick(adjectives)}": ${noun}.get("${random.pick(nouns)}", ${random.below(100)})})`,
    `    return sorted(found, key=lambda entry: entry["${field}"], reverse=${random.pick(["True", "False"])})`,
  ];
}

function attempt(random) {
  const [noun, error] = [random.pick(nouns), random.pick(["ValueError", "KeyError", "TypeError", "OSError"])];
  return [
    `def ${functionName(random)}(path: str, *, encoding: str = "utf-8") -> Optional[dict]:`,
    ...docstring(random, "    "),
    `    try:`,
    `        with open(path, encoding=encoding) as ${noun}_file:`,
    `            ${noun} = json.load(${noun}_file)`,
    `    except ${error} as error:`,
    `        logger.warning("no ${noun} in %s: %s", path, error)`,
    `        return None`,
    `    finally:`,
    `        logger.debug("read %s as %s", path, encoding)`,
    `    if not isinstance(${noun}, dict):`,
    `        raise ValueError(f"{path} holds no ${noun} but {type(${noun}).__name__}")`,
    `    return {str(key): value for key, value in ${noun}.items() if not key.startswith("_")}`,
  ];
}

function record(random) {
  const fields = Array.from({ length: random.between(3, 9) }, (_, index) => `${random.pick(nouns)}_${index}`);
  const types = ["int", "str", "float", "bool", "Optional[str]", "list[int]"];
  const name = className(random);
  return [
    "@dataclass(frozen=True)",
    `class ${name}:`,
    ...docstring(random, "    "),
    "",
    ...fields.map((field) => `    ${field}: ${random.pick(types)}`),
    "",
    `    def as_row(self) -> tuple:`,
    `        return (${fields.map((field) => `self.${field}`).join(", ")})`,
    "",
    `    @classmethod`,
    `    def from_row(cls, row: dict) -> "${name}":`,
    `        return cls(${fields.map((field) => `${field}=row["${field}"]`).join(", ")})`,
  ];
}

function service(random) {
  const noun = random.pick(nouns);
  const methods = Array.from({ length: random.between(2, 6) }, () => method(random, noun));
  return [
    `class ${className(random)}Book:`,
    ...docstring(random, "    "),
    "",
    `    def __init__(self, ${noun}s: Optional[dict] = None, capacity: int = ${random.between(8, 4096)}):`,
    `        self._${noun}s = dict(${noun}s or {})`,
    `        self.capacity = capacity`,
    `        self.misses = 0`,
    ...methods.flat(),
  ];
}

function method(random, noun) {
  const [key, step] = [random.pick(nouns), random.between(1, 9)];
  return [
    "",
    `    def ${functionName(random)}(self, ${key}: str, count: int = ${step}) -> int:`,
    ...docstring(random, "        "),
    `        known = self._${noun}s.get(${key})`,
    `        if known is None:`,
    `            self.misses += ${step}`,
    `            known = self._${noun}s[${key}] = {"${random.pick(adjectives)}": 0, "name": ${key}.strip().lower()}`,
    ...comment(random, "        "),
    `        while len(self._${noun}s) > self.capacity:`,
    `            self._${noun}s.pop(next(iter(self._${noun}s)))`,
    `        known["${random.pick(adjectives)}_${noun}"] = known.get("${random.pick(adjectives)}_${noun}", 0) + count`,
    `        return sum(value for value in known.values() if isinstance(value, int))`,
  ];
}

function table(random) {
  const rows = Array.from({ length: random.between(4, 40) }, (_, index) => {
    const values = [`"${random.pick(adjectives)}"`, random.between(1, 99999), random.pick(["True", "False", "None"])];
    return `    "${random.pick(nouns)}-${index}": (${values.join(", ")}),`;
  });
  return [
    ...comment(random, ""),
    `${random.pick(nouns).toUpperCase()}_${random.pick(nouns).toUpperCase()}S = {`,
    ...rows,
    "}",
  ];
}

function query(random) {
  const [table, column] = [random.pick(nouns), random.pick(nouns)];
  return [
    `${random.pick(verbs).toUpperCase()}_${table.toUpperCase()} = """`,
    `    SELECT ${table}.id, ${table}.${column}_id, sum(${table}.cents) AS ${random.pick(adjectives)}_${column}`,
    `      FROM ${table}s AS ${table}`,
    `      JOIN ${column}s ON ${column}s.id = ${table}.${column}_id`,
    `     WHERE ${table}.created_at > %(since)s AND ${column}s.region IN %(regions)s`,
    `  GROUP BY 1, 2`,
    `  ORDER BY ${random.pick(adjectives)}_${column} DESC`,
    `"""`,
  ];
}

function decorated(random) {
  const noun = random.pick(nouns);
  return [
    "@functools.lru_cache(maxsize=None)",
    `def ${functionName(random)}(${noun}: str, *parts: int, **options: str) -> tuple:`,
    ...docstring(random, "    "),
    `    def weight(part: int) -> float:`,
    `        return part / ${random.between(2, 90)} if part else math.inf`,
    "",
    `    first, *rest = sorted(parts, key=weight) or [0]`,
    `    name = options.get("name") or f"{${noun}}-{len(rest):0>${random.between(2, 6)}d}"`,
    `    return (name, first, {part: weight(part) for part in rest if part % ${random.between(2, 9)}})`,
  ];
}

function waiting(random) {
  const [noun, other] = [random.pick(nouns), random.pick(nouns)];
  return [
    `async def ${functionName(random)}(fetch, ${noun}_ids: Sequence[int], pause: float = 0.${random.between(1, 9)}) -> dict:`,
    ...docstring(random, "    "),
    `    ${other}s = {}`,
    `    for ${noun}_id in ${noun}_ids:`,
    `        answer = await fetch(f"/${noun}s/{${noun}_id}/${other}")`,
    `        if answer.status >= ${random.pick([300, 400, 500])}:`,
    `            logger.info("%s gave %d", answer.url, answer.status)`,
    `            await asyncio.sleep(pause)`,
    `            continue`,
    `        ${other}s[${noun}_id] = await answer.json()`,
    `    return ${other}s`,
  ];
}

function check(random) {
  const [noun, name] = [random.pick(nouns), functionName(random)];
  const cases = Array.from({ length: random.between(2, 12) }, () => {
    return `        ({"${random.pick(nouns)}": ${random.below(500)}}, ${random.between(0, 9000)}),`;
  });
  return [
    `class ${className(random)}Test(unittest.TestCase):`,
    `    cases = [`,
    ...cases,
    `    ]`,
    "",
    `    def setUp(self):`,
    `        self.${noun} = {"name": "${random.pick(adjectives)}", "cents": ${random.between(1, 9999)}}`,
    "",
    `    def test_${name}(self):`,
    `        for given, expected in self.cases:`,
    `            with self.subTest(given=given):`,
    `                ${noun} = {**self.${noun}, **given}`,
    `                self.assertLessEqual(len(${noun}), 2 + len(given), msg=f"{expected} of {${noun}!r}")`,
    `                self.assertIn("cents", ${noun})`,
  ];
}

function docstring(random, indent) {
  if (random.chance(0.4)) return [];
  const lines = [`${indent}"""${capital(random.pick(verbs))} the ${random.pick(adjectives)} ${random.pick(nouns)}s.`];
  for (let more = random.below(4); more > 0; more--) lines.push("", `${indent}${random.pick(sentences)}`);
  if (lines.length === 1) return [`${lines[0]}"""`];
  return [...lines, `${indent}"""`];
}

function comment(random, indent) {
  return random.chance(0.3) ? [`${indent}# ${random.pick(sentences)}`] : [];
}

/** In the proportions in which they are drawn. */
const blocks = [loop, loop, loop, attempt, record, service, service, table, query, decorated, waiting];

/** Those of a test. */
const checks = [check, check, check, loop, table];

module.exports = { blocks, checks, functionName };
