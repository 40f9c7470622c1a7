import { chooseRuntimes, missingFrameworks } from "./runtimes";

const listed = ["1.84.0", "1.71.0", "1.51.1"].map((name) => ({
  name,
  python: `/${name}/python`,
  frameworks: name === "1.51.1" ? ["flask"] : ["flask", "gunicorn", "pyuwsgi"],
}));

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

test.each([
  ["all are there", ["flask"], [], []],
  ["one of the runtimes has not all", ["flask", "gunicorn"], ["gunicorn"], ["gunicorn"]],
  ["not every Python has a wheel", ["flask", "pyuwsgi"], ["pyuwsgi"], []],
])("what is missing when %s", (_, needed, missing, required) => {
  expect(missingFrameworks(listed, needed)).toEqual({ missing, required });
});
