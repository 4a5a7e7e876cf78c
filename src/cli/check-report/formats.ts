import type { CheckFormat } from './check-format.ts';
import { githubFormat } from './github.ts';
import { junitFormat } from './junit.ts';
import { markdownFormat } from './markdown.ts';
import { sarifFormat } from './sarif.ts';
import { tableFormat } from './table.ts';

/** How the result of a check may be printed or written. */
export const CHECK_FORMATS = {
  table: tableFormat,
  markdown: markdownFormat,
  json: (result) => `${JSON.stringify(result, null, 2)}\n`,
  junit: junitFormat,
  sarif: sarifFormat,
  github: githubFormat,
} as const satisfies Readonly<Record<string, CheckFormat>>;

export type CheckFormatName = keyof typeof CHECK_FORMATS;

export const CHECK_FORMAT_NAMES: readonly CheckFormatName[] = [
  'table',
  'markdown',
  'json',
  'junit',
  'sarif',
  'github',
];
