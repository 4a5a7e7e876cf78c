/** By code of Node's system errors. */
const MEANINGS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  // A place that knows no directories, as `/proc`.
  ENOENT: 'a part of the path is not there, or cannot be made',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a part of the path is a file',
  EISDIR: 'it is a directory',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
};

/** The code of what the file system threw; empty when it has none. */
export function faultCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : '';
}

/** What the file system threw, in words. */
export function faultMeaning(cause: unknown): string {
  return MEANINGS[faultCode(cause)] ?? (cause instanceof Error ? cause.message : String(cause));
}
