/** What is read at most, so that a hostile or broken dataset cannot fill memory or disk. */
export interface DatasetLimits {
  /** Bytes of one line of a JSONL file. */
  readonly lineBytes: number;
  /** Bytes of one test or source file: what a problem directory may hold. */
  readonly fileBytes: number;
  /** Bytes of all texts of one problem. */
  readonly problemBytes: number;
  /** Bytes of everything that is read. */
  readonly totalBytes: number;
  readonly testsPerProblem: number;
  readonly solutionsPerProblem: number;
}

export const DATASET_LIMITS: DatasetLimits = {
  lineBytes: 256 << 20,
  fileBytes: 16 << 20,
  problemBytes: 384 << 20,
  totalBytes: 256 * 2 ** 30,
  testsPerProblem: 10_000,
  solutionsPerProblem: 10_000,
};
