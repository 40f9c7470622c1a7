/** All transforms, in order of preference. */
import type { Transform } from "../src/edits/transform";
import { lazyClient } from "./lazy-client";
import { removeSuppression } from "./remove-suppression";
import { reuseportServer } from "./reuseport-server";

export const transforms: readonly Transform[] = [lazyClient, reuseportServer, removeSuppression];
