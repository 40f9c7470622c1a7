/** All rules, by code. */
import { gff001 } from "./gff001";
import { gff002 } from "./gff002";
import { gff003 } from "./gff003";
import { gff101 } from "./gff101";
import { gff102 } from "./gff102";
import { gff103 } from "./gff103";
import { gff104 } from "./gff104";
import { gff105 } from "./gff105";
import { gff106 } from "./gff106";
import { gff201 } from "./gff201";
import { gff202 } from "./gff202";
import { gff203 } from "./gff203";
import { gff204 } from "./gff204";
import { gff205 } from "./gff205";
import { gff206 } from "./gff206";
import { gff301 } from "./gff301";
import { gff302 } from "./gff302";
import { gff303 } from "./gff303";
import { gff304 } from "./gff304";
import { gff401 } from "./gff401";
import type { Rule } from "./rule";

export const rules: readonly Rule[] = [
  gff001,
  gff002,
  gff003,
  gff101,
  gff102,
  gff103,
  gff104,
  gff105,
  gff106,
  gff201,
  gff202,
  gff203,
  gff204,
  gff205,
  gff206,
  gff301,
  gff302,
  gff303,
  gff304,
  gff401,
];
