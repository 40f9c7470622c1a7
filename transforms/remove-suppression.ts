/** GFF001: takes away a comment that silences nothing. */
import type { Transform } from "../src/edits/transform";
import { removalOf } from "../src/suppress/removal";

export const removeSuppression = {
  name: "remove-suppression",
  rules: ["GFF001"],
  plan: (findings, source) =>
    findings.map((finding, index) => {
      const edit = removalOf(finding, source.text(finding.at.path) ?? "");
      return {
        findings: [index],
        plan: edit
          ? {
              kind: "edit",
              transform: "remove-suppression",
              safety: "safe",
              edits: [edit],
              imports: [],
              note: "the comment is removed",
            }
          : {
              kind: "refuse",
              transform: "remove-suppression",
              reason: "unsupported-shape",
              detail: "the comment says more than the suppression",
            },
      };
    }),
} as const satisfies Transform;
