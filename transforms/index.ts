/** All transforms, in order of preference. */
import type { Transform } from "../src/edits/transform";
import { removeSuppression } from "./remove-suppression";

export const transforms: readonly Transform[] = [removeSuppression];
