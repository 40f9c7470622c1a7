import { ForgeError, type ForgeFailure } from "./forge";
import { forgeTrouble } from "./forge-trouble";

test.each([
  [{ kind: "limited", until: 0 }, "the forge asks to wait until 1970-01-01T00:00:00.000Z: GET /user: said"],
  [{ kind: "unauthorised" }, "the forge does not take the token, or the token may not do this: GET /user: said"],
  [{ kind: "missing" }, "the forge does not have it, or the token may not see it: GET /user: said"],
  [{ kind: "invalid" }, "the forge refuses it: GET /user: said"],
] as const satisfies readonly (readonly [ForgeFailure, string])[])("%j is the user's to know", (failure, message) => {
  expect(forgeTrouble(new ForgeError(failure, "GET /user: said"))).toMatchObject({ name: "UsageError", message });
});

test("our own errors stay what they are", () => {
  const error = new Error("ours");
  expect(forgeTrouble(error)).toBe(error);
});
