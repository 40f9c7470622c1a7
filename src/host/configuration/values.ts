/** Values that the command line and the configuration files understand alike. */
import type { PythonVersion } from "../../types";

/** What a text may be, in words that complete "is …", and what it means; null for any other. */
export interface Form<T> {
  readonly type: string;
  readonly parse: (text: string) => T | null;
}

export const pythonVersion: Form<PythonVersion> = {
  type: "a version from 3.8 to 3.14",
  parse: (text) => {
    const minor = Number(/^3\.(\d{1,2})$/.exec(text)?.[1] ?? Number.NaN);
    return minor >= 8 && minor <= 14 ? { major: 3, minor } : null;
  },
};

export const grpcioVersion: Form<string> = {
  type: "a version such as 1.71.0",
  parse: (text) => (/^\d+\.\d+(?:\.\d+)?(?:[a-z.]+\d+)?$/.test(text) ? text : null),
};

export const colorWords = ["auto", "always", "never"] as const;
export const platforms = ["linux", "darwin"] as const;
