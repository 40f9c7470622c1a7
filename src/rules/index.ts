/** All rules, by code. */
import { gff001 } from "./gff001";
import { gff002 } from "./gff002";
import { gff003 } from "./gff003";
import { gff101 } from "./gff101";
import { gff102 } from "./gff102";
import { gff103 } from "./gff103";
import { gff106 } from "./gff106";
import type { Rule } from "./rule";

export const rules: readonly Rule[] = [gff001, gff002, gff003, gff101, gff102, gff103, gff106];
