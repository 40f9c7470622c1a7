import { launched, launchedBy } from "./shown.test-data";

test("pytest forks for each test only when it is told to", () => {
  expect(launchedBy("pytest -n 2 --forked tests")).toMatchObject({
    framework: "pytest",
    target: null,
    loads: "preloaded",
    at: "--forked",
    by: "pytest --forked",
  });
  expect(launchedBy("coverage run -m pytest --forked")).toMatchObject({ at: "--forked" });
  expect(launchedBy("pytest --forkedx tests")).toBeNull();
});

test.each([
  ["pytest.ini", "[pytest]\naddopts = -ra --forked\n"],
  ["pytest.ini", "[pytest]\naddopts =\n  -ra\n  # why\n  --forked\ntestpaths = tests\n"],
  ["setup.cfg", "[metadata]\nname = shop\n\n[tool:pytest]\naddopts=--forked\n"],
  ["tox.ini", "[tox]\nenvlist = py\n[pytest]\naddopts: --forked -q\n"],
  ["tox.ini", "[testenv:fork]\ncommands =\n    pip list\n    pytest --forked {posargs}\n"],
  ["pyproject.toml", '[tool.pytest.ini_options]\naddopts = "-ra --forked"\n'],
  ["pyproject.toml", "[tool.pytest.ini_options]\r\naddopts = [\r\n  '-ra', # why\r\n  '--forked',\r\n]\r\n"],
  ["pyproject.toml", '[tool.pytest]\naddopts = ["--forked"]\n'],
])("%s may say so: %j", (path, text) => {
  expect(launched({ [path]: text })).toMatchObject([{ framework: "pytest", at: "--forked", loads: "preloaded" }]);
});

test.each([
  ["pytest.ini", "[pytest]\n# addopts = --forked\naddopts = -ra # --forked\n"],
  ["pytest.ini", "[pytest]\nmarkers = --forked\n"],
  ["setup.cfg", "[flake8]\naddopts = --forked\n"],
  ["pyproject.toml", '[tool.pytest.ini_options]\naddopts = "-ra"\n[tool.other]\nx = "--forked"\n'],
])("%s says nothing: %j", (path, text) => expect(launched({ [path]: text })).toEqual([]));
