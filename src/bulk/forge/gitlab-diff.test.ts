import { lineBefore } from "./gitlab-diff";

/** As `diff` of https://docs.gitlab.com/api/merge_requests/#list-merge-request-diffs: without the header of the file. */
const diff = `@@ -3,4 +3,5 @@ def work():
 kept
-gone
+--- added
++++ added
 after
 end
@@ -20,2 +21 @@
 second
-gone
\\ No newline at end of file
`;

test.each([
  [2, undefined],
  [3, 3],
  [4, null],
  [5, null],
  [6, 5],
  [7, 6],
  [8, undefined],
  [21, 20],
  [22, undefined],
])("line %p was %p", (line, before) => {
  expect(lineBefore(diff, line)).toBe(before);
});

test("an empty diff, of a file too large to be shown, knows no line", () => {
  expect(lineBefore("", 1)).toBeUndefined();
});
