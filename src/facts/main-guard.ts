import type { Statement } from "../code";

/** `if __name__ == "__main__":`, whose body runs only where the file is the program. */
export function isMainGuard(statement: Statement): boolean {
  if (statement.kind !== "if" || statement.test.kind !== "compare" || statement.test.operator !== "==") return false;
  const sides = [statement.test.left, statement.test.right];
  return (
    sides.some((side) => side.kind === "name" && side.name === "__name__") &&
    sides.some((side) => side.kind === "constant" && side.value === "__main__")
  );
}
