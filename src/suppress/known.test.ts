import type { Finding } from "../types";
import { knownFindings } from "./known";

function found(fingerprint: string): Finding {
  const rule = "GFF101";
  const at = { path: "shop.py", span: { start: 0, end: 1 } };
  return { rule, severity: "error", message: "", advice: "", at, fork: null, trace: [], fingerprint, evidence: null };
}

const orders = "aaaaaaaa11111111";
const movedOrders = "aaaaaaaa22222222";
const stock = "bbbbbbbb33333333";

/** Which findings are known, by their index. */
function known(findings: readonly Finding[], baseline: Readonly<Record<string, number>>): readonly number[] {
  const map = knownFindings(findings, new Map(Object.entries(baseline)));
  return findings.flatMap((finding, index) => (map.has(finding) ? [index] : []));
}

test("as many are known as were counted, and the first ones", () => {
  expect(known([found(orders), found(orders), found(stock)], { [orders]: 1 })).toEqual([0]);
  expect(known([found(orders), found(orders)], { [orders]: 5 })).toEqual([0, 1]);
  expect(known([found(orders)], {})).toEqual([]);
});

test("a file that was moved keeps what is known of it", () => {
  expect(known([found(movedOrders)], { [orders]: 1 })).toEqual([0]);
});

test("a copy of a file is new, wherever it is found first", () => {
  expect(known([found(movedOrders), found(orders)], { [orders]: 1 })).toEqual([1]);
  expect(known([found(movedOrders), found(orders)], { [orders]: 2 })).toEqual([0, 1]);
});
