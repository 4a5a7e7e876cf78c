/** Base of every error that slowpath raises on purpose; anything else is a bug (exit 70). */
export abstract class AppError extends Error {
  abstract readonly code: string;
  /** What the user can do about it; one line. */
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = new.target.name;
    this.hint = options.hint;
  }
}

/** The command, its options or its configuration cannot be carried out as given (exit 2). */
export class UsageError extends AppError {
  readonly code = 'usage';
}

/** A file or message does not hold what it should: says which one and what was expected (exit 2). */
export class DataError extends AppError {
  readonly code = 'data';
}

/** A shard could not be started, or broke in a way that is not the program's doing (exit 70). */
export class HarnessError extends AppError {
  readonly code = 'harness';
}
