import { launched, launchedBy } from "./shown.test-data";

test.each([
  ["functions-framework --target order --source shop.py", "shop:order", null],
  ["functions-framework --target=order", "main:order", null],
  ["functions_framework --target=order --source=/srv/shop/orders.py", "orders:order", "/srv/shop"],
  ["functions-framework-python --source ./functions/orders.py", "functions.orders", null],
  ["python -m functions_framework --target order --signature-type http", "main:order", null],
  ["FUNCTION_TARGET=order FUNCTION_SOURCE=shop.py functions-framework", "shop:order", null],
  ["functions-framework --target order --source $SOURCE", null, null],
])("%s loads %s before it forks", (command, target, folder) => {
  expect(launchedBy(command)).toMatchObject({ target, folder, loads: "preloaded", by: "functions-framework" });
});

test("for debugging it stays in one process", () => {
  expect(launchedBy("functions-framework --debug --target order")).toMatchObject({ loads: "none", at: "--debug" });
});

test("a Dockerfile tells it by variables", () => {
  const text = "FROM python\nENV FUNCTION_TARGET=order\nWORKDIR /srv\nCMD exec functions-framework\n";
  expect(launched({ Dockerfile: text })).toMatchObject([{ target: "main:order", folder: "/srv" }]);
});
