/** All transforms, in order of preference. */
import type { Transform } from "../src/edits/transform";
import { envBootstrap } from "./env-bootstrap";
import { frameworkHook } from "./framework-hook";
import { lazyClient } from "./lazy-client";
import { removeSuppression } from "./remove-suppression";
import { reuseportServer } from "./reuseport-server";
import { spawnContext } from "./spawn-context";

export const transforms: readonly Transform[] = [
  // For what has no first use, and so never in the way of a getter.
  frameworkHook,
  lazyClient,
  reuseportServer,
  envBootstrap,
  spawnContext,
  removeSuppression,
];
