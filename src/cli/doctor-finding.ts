/** One line of `slowpath doctor`. */
export interface DoctorFinding {
  readonly name: string;
  readonly verdict: 'ok' | 'warning' | 'problem';
  readonly detail: string;
  /** What to do; absent when all is well. */
  readonly advice?: string;
}
