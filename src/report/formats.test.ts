import { formatNames, loadFormat } from "./formats";

test("a format is a file in formats/", () => {
  expect(formatNames()).toEqual(expect.arrayContaining(["json", "text"]));
});

test.each(formatNames())("%s says what it is and renders", (name) => {
  const format = loadFormat(name);
  expect(format.summary).toMatch(/^[A-Z].*[^.]$/);
  expect(typeof format.render).toBe("function");
});
