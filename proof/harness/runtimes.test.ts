import { chooseRuntimes } from "./runtimes";

const listed = ["1.84.0", "1.71.0", "1.51.1"].map((name) => ({ name, python: `/${name}/python` }));

test.each([
  ["the two newest without a wish", undefined, ["1.84.0", "1.71.0"]],
  ["all of them", "all", ["1.84.0", "1.71.0", "1.51.1"]],
  ["those that are named", "1.51.1,1.84.0", ["1.51.1", "1.84.0"]],
])("the runtimes are %s", (_, wanted, names) => {
  expect(chooseRuntimes(listed, wanted).map(({ name }) => name)).toEqual(names);
});

test("a version that is not there is an error", () => {
  expect(() => chooseRuntimes(listed, "1.60.0")).toThrow("no Python with grpcio 1.60.0");
});
