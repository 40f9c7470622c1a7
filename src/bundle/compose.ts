import { applyEdits } from "../edits/apply";
import { type EditPlan, editsByPath, selectPlans } from "../edits/select";
import { type Bundle, type BundledFix, bytesOfContent, pathsOf } from "./bundle";

/** A file of a bundle as it is here. */
export interface Present {
  readonly text: string;
  /** The bytes of a text in the encoding of the file; null where that cannot hold it. */
  readonly encode: (text: string) => Buffer | null;
}

/** What lands of a bundle where some of its files may not be touched. */
export interface Composition {
  /** What each file becomes; sorted as the bundle's files. */
  readonly after: ReadonlyMap<string, Buffer>;
  /** The fixes that land, by index. */
  readonly fixes: readonly number[];
  /** Files that none of the edits left to them fit, or that cannot hold them; nothing of them lands. */
  readonly unfit: readonly string[];
}

/**
 * All edits of a fix land or none, so a fix that touches a file that is not in `present` is left out whole. A file all
 * of whose fixes land becomes what the bundle says. One that lost some is made of the edits of the others, each as it
 * is by itself; of two that get in each other's way the first lands.
 */
export function compose(bundle: Bundle, present: ReadonlyMap<string, Present>): Composition {
  const unfit: string[] = [];
  for (;;) {
    const isHere = (path: string) => present.has(path) && !unfit.includes(path);
    const fixes = agreeing(bundle, (fix) => [...pathsOf(fix)].every(isHere));
    const isPartial = partialIn(bundle, fixes);
    const edits = editsByPath(fixes.map((index) => planOf(bundle.fixes[index] as BundledFix, isPartial)));
    const landing = new Set(fixes.flatMap((index) => [...pathsOf(bundle.fixes[index] as BundledFix)]));
    const after = new Map<string, Buffer>();
    const before = unfit.length;
    for (const file of bundle.files.filter(({ path }) => landing.has(path))) {
      const bytes = isPartial(file.path)
        ? edited(present.get(file.path), edits.get(file.path) ?? [])
        : bytesOfContent(file.after);
      if (bytes === null) unfit.push(file.path);
      else after.set(file.path, bytes);
    }
    if (unfit.length === before) return { after, fixes, unfit };
  }
}

/** The fixes that may land and get in nobody's way, where a file has lost some of its fixes. */
function agreeing(bundle: Bundle, isPossible: (fix: BundledFix) => boolean): readonly number[] {
  let fixes = bundle.fixes.flatMap((fix, index) => (isPossible(fix) ? [index] : []));
  for (;;) {
    const isPartial = partialIn(bundle, fixes);
    const proposals = fixes.map((index) => ({
      findings: [index],
      plan: planOf(bundle.fixes[index] as BundledFix, isPartial),
    }));
    const { verdicts } = selectPlans(proposals, { unsafeFixes: true });
    const left = fixes.filter((_, index) => verdicts[index]?.kind === "lands");
    if (left.length === fixes.length) return fixes;
    fixes = left;
  }
}

/** Whether some fix of a file is not among these. */
function partialIn(bundle: Bundle, fixes: readonly number[]): (path: string) => boolean {
  const missing = bundle.fixes.filter((_, index) => !fixes.includes(index));
  const paths = new Set(missing.flatMap((fix) => [...pathsOf(fix)]));
  return (path) => paths.has(path);
}

function planOf({ transform, safety, note, edits }: BundledFix, isPartial: (path: string) => boolean): EditPlan {
  return { kind: "edit", transform, safety, note, imports: [], edits: edits.filter(({ path }) => isPartial(path)) };
}

function edited(present: Present | undefined, edits: Parameters<typeof applyEdits>[1]): Buffer | null {
  try {
    return present?.encode(applyEdits(present.text, edits)) ?? null;
  } catch {
    // The edits are a stranger's: they may overlap, or lie outside the text.
    return null;
  }
}
