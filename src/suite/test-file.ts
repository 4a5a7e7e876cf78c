import { DataError } from '../core/errors.ts';
import { fromTaggedJson, toTaggedJson } from './tagged-json.ts';

/** A test as people and other tools read it. */
export type TestInput =
  | {
      readonly kind: 'function';
      readonly args: readonly unknown[];
      /** The encoded input, kept when the model cannot make it from the arguments (choice sequences). */
      readonly encoded?: string;
    }
  | { readonly kind: 'stdin'; readonly text: string };

/** `0001.json` or `0001.in`. */
export function testFileName(index: number, kind: TestInput['kind']): string {
  return `${String(index + 1).padStart(4, '0')}${kind === 'function' ? '.json' : '.in'}`;
}

/** Text of a test file: stdin as it is, arguments as `{"args": […]}` with tagged forms, see tagged-json.ts. */
export function printTestFile(input: TestInput): string {
  if (input.kind === 'stdin') return input.text;
  const encoded = input.encoded === undefined ? {} : { encoded: input.encoded };
  return `${JSON.stringify({ args: input.args.map(toTaggedJson), ...encoded })}\n`;
}

/** Length of a test's file: what users see of its size. */
export function testFileBytes(input: TestInput): number {
  return Buffer.byteLength(printTestFile(input));
}

/**
 * Reads a test file, or any file that a user gives as an input.
 * @param name how to call it in errors
 * @throws DataError when a function's input is not `{"args": […]}` (or a bare JSON array of arguments).
 */
export function parseTestFile(text: string, kind: TestInput['kind'], name: string): TestInput {
  if (kind === 'stdin') return { kind, text };
  const hint = 'expected {"args": [first, second, …]}, as in suite/tests/0001.json';
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new DataError(`${name} is not JSON`, { hint, cause });
  }
  const args: unknown =
    typeof json === 'object' && json !== null && 'args' in json ? json.args : json;
  if (!Array.isArray(args)) throw new DataError(`${name} holds no argument list`, { hint });
  const decoded = (args as unknown[]).map(fromTaggedJson);
  const encoded =
    typeof json === 'object' && json !== null && 'encoded' in json ? json.encoded : undefined;
  return typeof encoded === 'string' ? { kind, args: decoded, encoded } : { kind, args: decoded };
}
