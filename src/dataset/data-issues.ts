import { DataError } from '../core/errors.ts';

/** Something in the data that could not be taken as it is. */
export interface DataIssue {
  /** File, with the line inside it where there is one: `train.jsonl:17`. */
  readonly where: string;
  /** One clause: `is not JSON: …, skipped`. */
  readonly message: string;
}

/** Told of every issue; throws when the user wants the first one to end the work. */
export type ReportIssue = (issue: DataIssue) => void;

/** Tells when some tests of a folder have an output and others none; a folder of inputs alone is meant to be one. */
export function reportMissingOutputs(
  report: ReportIssue,
  where: string,
  { missing, tests }: { readonly missing: number; readonly tests: number },
): void {
  if (missing === 0 || missing === tests) return;
  const message = `${missing} of ${tests} tests ${missing === 1 ? 'has' : 'have'} no output`;
  report({ where, message });
}

/** Issues that are listed in full; the rest is only counted. */
const MAX_LISTED = 1000;

export interface IssueLog {
  readonly report: ReportIssue;
  /** At most a thousand, the first ones. */
  readonly issues: () => readonly DataIssue[];
  readonly count: () => number;
}

/**
 * @param strict the first issue ends the work with a DataError
 * @param tell told of every issue as it comes up
 */
export function createIssueLog(strict: boolean, tell: (text: string) => void): IssueLog {
  const issues: DataIssue[] = [];
  // A folder may be looked through for tests and again for programs: what is wrong in it is told once.
  const told = new Set<string>();
  let count = 0;
  return {
    report: (issue) => {
      if (strict) {
        throw new DataError(`${issue.where}: ${issue.message}`, {
          hint: 'mend the data, or leave --strict out to have such parts skipped and listed',
        });
      }
      const text = `${issue.where}: ${issue.message}`;
      if (told.has(text)) return;
      if (told.size < MAX_LISTED) told.add(text);
      count++;
      if (issues.length < MAX_LISTED) {
        issues.push(issue);
        tell(text);
      }
    },
    issues: () => issues,
    count: () => count,
  };
}
