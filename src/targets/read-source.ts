import { readFile, stat } from 'node:fs/promises';

export type SourceText =
  | { readonly kind: 'text'; readonly text: string }
  /** One clause for a message: "is larger than 4 MB", "cannot be read (EACCES)". */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads a text file of at most `maxBytes`; what stands in the way is a value. A byte order mark is dropped. */
export async function readSource(path: string, maxBytes: number): Promise<SourceText> {
  return await read(path, maxBytes, true);
}

/** As {@link readSource}, but bytes that are no UTF-8 become U+FFFD, as they do in what a program prints. */
export async function readLossily(path: string, maxBytes: number): Promise<SourceText> {
  return await read(path, maxBytes, false);
}

async function read(path: string, maxBytes: number, isFatal: boolean): Promise<SourceText> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) return { kind: 'unreadable', reason: 'is not a regular file' };
    if (stats.size > maxBytes) {
      return { kind: 'unreadable', reason: `is larger than ${formatBytes(maxBytes)}` };
    }
    const text = new TextDecoder('utf-8', { fatal: isFatal }).decode(await readFile(path));
    return { kind: 'text', text };
  } catch (error) {
    return { kind: 'unreadable', reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof TypeError) return 'is not UTF-8 text';
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === 'ENOENT') return 'does not exist';
  if (code === 'EACCES') return 'may not be read (no permission)';
  return `cannot be read (${code ?? String(error)})`;
}

function formatBytes(bytes: number): string {
  return bytes >= 1 << 20 ? `${Math.floor(bytes / (1 << 20))} MB` : `${Math.ceil(bytes / 1024)} KB`;
}
