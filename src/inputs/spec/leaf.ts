import type { SpecNode } from '../../core/input-spec.ts';
import { hasCode, parseAlphabet } from './alphabet.ts';

/** What a token is read as; undefined when it is none of the leaf's. */
export type ReadToken = (token: string) => unknown;

/** A scalar of a text layout, as a token or a whole line. */
export interface Leaf {
  /** Fixed words: may hold anything that stands in the document. */
  readonly words: readonly string[];
  /** Strings of any content: alone on a line they take all of it. */
  readonly isText: boolean;
  /** Spaces at the end of a line belong to it. */
  readonly keepsSpaces: boolean;
  /** Values of different options may be printed alike. */
  readonly isAmbiguous: boolean;
  /** Printed as JavaScript prints it. */
  readonly isPlain: boolean;
  print(value: unknown): string;
  readonly read: ReadToken;
}

const INTEGER = /^(?:0|-?[1-9]\d*)$/u;
const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/u;

/** Numbers without an exponent, which few programs read. */
export function printNumber(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return Number.isInteger(value) ? String(BigInt(value)) : value.toFixed(15).replace(/0+$/u, '');
}

function printScalar(value: unknown): string {
  return typeof value === 'number' ? printNumber(value) : String(value);
}

/** @returns undefined when values of the node are not scalars */
export function createLeaf(spec: SpecNode): Leaf | undefined {
  const scalar = {
    words: [],
    isText: false,
    keepsSpaces: false,
    isAmbiguous: false,
    isPlain: false,
    print: printScalar,
  };
  switch (spec.type) {
    case 'int':
      // Safe integers have no exponent.
      return { ...scalar, isPlain: true, print: String, read: readInteger };
    case 'float':
      return {
        ...scalar,
        // Adding zero turns -0 into 0.
        read: (token) => (DECIMAL.test(token) ? Number(token) + 0 : undefined),
      };
    case 'bool':
      return { ...scalar, words: ['true', 'false'], read: readWords([true, false]) };
    case 'enum':
      return { ...scalar, words: spec.values.map(printScalar), read: readWords(spec.values) };
    case 'const':
      return { ...scalar, words: [printScalar(spec.value)], read: readWords([spec.value]) };
    case 'string':
      return {
        ...scalar,
        isText: true,
        keepsSpaces: holdsSpaces(spec),
        print: (value) => (typeof value === 'string' ? value : ''),
        read: (token) => token,
      };
    case 'union':
      return createUnionLeaf(spec.options);
    case 'list':
    case 'tuple':
    case 'record':
    case 'permutation':
    case 'matrix':
    case 'tree':
    case 'graph':
    case 'undefined':
    case 'convert':
      return undefined;
  }
}

function readInteger(token: string): number | undefined {
  if (!INTEGER.test(token)) return undefined;
  const value = Number(token);
  return Number.isSafeInteger(value) ? value : undefined;
}

function readWords(values: readonly unknown[]): ReadToken {
  const byWord = new Map(values.map((value) => [printScalar(value), value]));
  return (token) => byWord.get(token);
}

function holdsSpaces(spec: Extract<SpecNode, { type: 'string' }>): boolean {
  if (spec.regex !== undefined) return true;
  return spec.alphabet === undefined || hasCode(parseAlphabet(spec.alphabet), 32);
}

function createUnionLeaf(options: readonly SpecNode[]): Leaf | undefined {
  const leaves = options.map(createLeaf);
  if (!leaves.every((leaf) => leaf !== undefined)) return undefined;
  const readers = options.map((option, index) =>
    guard(option, leaves[index]?.read ?? (() => undefined)),
  );
  return {
    words: leaves.flatMap(({ words }) => words),
    isText: leaves.some(({ isText }) => isText),
    keepsSpaces: leaves.some(({ keepsSpaces }) => keepsSpaces),
    isAmbiguous:
      leaves.length > 1 && leaves.some(({ isText, words }) => isText || words.length > 0),
    isPlain: false,
    print: printScalar,
    read(token) {
      for (const read of readers) {
        const value = read(token);
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}

/** The first option that accepts a token takes it: so bounds must be looked at already here, as far as they are constant. */
function guard(option: SpecNode, read: ReadToken): ReadToken {
  if (option.type !== 'int' && option.type !== 'float') return read;
  const min = typeof option.min === 'number' ? option.min : -Infinity;
  const max = typeof option.max === 'number' ? option.max : Infinity;
  return (token) => {
    const value = read(token);
    return typeof value === 'number' && value >= min && value <= max ? value : undefined;
  };
}
