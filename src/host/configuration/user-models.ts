import type { UserFork, UserModels, UserOpening } from "../../types";
import { count, form, list, onOrOff, type Read, type Reader, record, word } from "./reader";
import { isTable } from "./toml-document";

/** The first part is spelt out: it tells the package. */
const dottedPattern = /^[\p{L}_][\p{L}\p{N}_]*(?:\.(?:[\p{L}_*][\p{L}\p{N}_*]*))+$/u;

const dottedName = form("a dotted name such as shop.rpc.connect or shop.rpc.*", nameOrNull);

function nameOrNull(text: string): string | null {
  return dottedPattern.test(text) && !text.includes("**") ? text : null;
}

const keyword = form("the name of an argument", (text) => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(text) ? text : null));

const startingPoint = form("a dotted name such as shop.jobs.run, or a file such as shop/cli.py", (text) =>
  text.endsWith(".py") ? text : nameOrNull(text),
);

const openingFields = {
  name: dottedName,
  opens: word(["eager", "lazy", "warm"]),
  target: keyword,
  aio: onOrOff,
};

const forkFields = {
  name: dottedName,
  function: record({ position: count(0), keyword }, "a table with `position`, `keyword` or both"),
  when: word(["call", "start"]),
};

const fields = {
  "opens-grpc": list(
    named(record(openingFields, "a table"), openingOf),
    "an array of dotted names, and of tables with `name`, `opens`, `target` and `aio`",
  ),
  forks: list(
    named(record(forkFields, "a table"), forkOf),
    "an array of dotted names, and of tables with `name`, `function` and `when`",
  ),
  guards: list(dottedName, "an array of dotted names"),
  "entry-points": list(startingPoint, "an array of dotted names and of files"),
};

/** The keys of the table `models`, with what each may be. */
export const modelKeys: readonly (readonly [key: string, type: string])[] = Object.entries(fields).map(
  ([key, { type }]) => [key, type],
);

const table = record(fields, "a table");

/** Reads the table `models`. */
export const userModels: Reader<UserModels> = {
  type: "a table",
  read: (value, complain) => {
    const found = table.read(value, complain);
    if (found === undefined) return undefined;
    return {
      opensGrpc: found["opens-grpc"] ?? [],
      forks: found.forks ?? [],
      guards: found.guards ?? [],
      entryPoints: found["entry-points"] ?? [],
    };
  },
};

/** The models of both: those of a file, and those of the file that it extends. */
export function joinModels(own: UserModels, extended: UserModels): UserModels {
  return {
    opensGrpc: [...own.opensGrpc, ...extended.opensGrpc],
    forks: [...own.forks, ...extended.forks],
    guards: [...own.guards, ...extended.guards],
    entryPoints: [...own.entryPoints, ...extended.entryPoints],
  };
}

/** A dotted name alone, or a table that has one and says more. */
function named<T extends { readonly name?: string }, U>(
  table: Reader<T>,
  complete: (name: string, table: T | null) => U,
): Reader<U> {
  const type = `${dottedName.type}, or a table with one as its \`name\``;
  const alone = form(type, nameOrNull);
  return {
    type,
    read: (value, complain) => {
      if (!isTable(value)) {
        const name = alone.read(value, complain);
        return name === undefined ? undefined : complete(name, null);
      }
      const found = table.read(value, complain);
      if (found?.name !== undefined) return complete(found.name, found);
      if (!("name" in value)) complain([], (key) => `\`${key}\` has no \`name\``);
      return undefined;
    },
  };
}

function openingOf(name: string, table: Read<typeof openingFields> | null): UserOpening {
  return { name, opens: table?.opens ?? "eager", target: table?.target ?? null, aio: table?.aio ?? false };
}

/** Where nothing is said, the function is the first argument, or the one called `target`. */
function forkOf(name: string, table: Read<typeof forkFields> | null): UserFork {
  const { position, keyword: named } = table?.function ?? { position: 0, keyword: "target" };
  return {
    name,
    function: { position: position ?? null, keyword: named ?? null },
    when: table?.when ?? "call",
  };
}
