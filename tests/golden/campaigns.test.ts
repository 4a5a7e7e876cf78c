import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deterministicFiles, fuzz } from '../helpers/fuzz.ts';
import { makeTree } from '../helpers/temp-tree.ts';

/**
 * Hashes of what seeded campaigns find. They change whenever the search, a mutator, an input model, the instrumentation
 * or the format of the suite changes, and only then. To store the present ones: `UPDATE_GOLDEN=1 npx vitest run tests/golden`.
 */
const STORED = join(import.meta.dirname, 'campaigns.json');
const ROOT = join(import.meta.dirname, '../..');
const isUpdate = process.env['UPDATE_GOLDEN'] === '1';

/** Steps hold within a Node major: sorting and regular expressions are the engine's. */
const MAJOR = `node${process.versions.node.split('.')[0]}`;

interface Case {
  readonly name: string;
  readonly target: string;
  readonly inline?: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, unknown>>;
}

const CASES: readonly Case[] = [
  {
    name: 'sort-bad-pivot',
    target: 'corpus/sort-bad-pivot/solutions/quick-first.js',
    options: { execs: 10_000, maxSize: 120 },
  },
  {
    name: 'union-find-chain',
    target: 'corpus/union-find-chain/solutions/no-compression.cjs',
    options: { execs: 5000, maxSize: 120 },
  },
  {
    name: 'inline',
    target: 'unique.ts#unique',
    inline: {
      'unique.ts': `export function unique(words: string[]): string[] {
  const seen: string[] = [];
  for (const word of words) if (!seen.includes(word)) seen.push(word);
  if (words.length > 40) throw new RangeError('too many words');
  return seen;
}
`,
    },
    options: { execs: 8000, maxSize: 100 },
  },
];

const stored: Record<string, string> = existsSync(STORED)
  ? (JSON.parse(readFileSync(STORED, 'utf8')) as Record<string, string>)
  : {};

function digest(files: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256');
  for (const [name, text] of Object.entries(files)) hash.update(`${name}\0${text}\0`);
  return hash.digest('hex').slice(0, 32);
}

describe.each(CASES)('the campaign $name', ({ name, target, inline, options }) => {
  it.each([1, 2])('gives the same bytes every time with %i workers', async (workers) => {
    const cwd = inline === undefined ? ROOT : makeTree(inline);
    const out = makeTree({ '.keep': '' });
    const run = async (folder: string): Promise<Readonly<Record<string, string>>> => {
      const path = join(out, folder);
      await fuzz(target, cwd, { ...options, workers, out: path });
      return deterministicFiles(path);
    };
    const [files, again] = await Promise.all([run('first'), run('second')]);
    expect(Object.keys(files).length).toBeGreaterThan(10);
    expect(again).toEqual(files);
    const key = `${MAJOR}/${name}/workers:${workers}`;
    if (isUpdate) {
      stored[key] = digest(files);
      writeFileSync(STORED, `${JSON.stringify(stored, Object.keys(stored).toSorted(), 2)}\n`);
    } else if (Object.keys(stored).some((known) => known.startsWith(MAJOR))) {
      expect(digest(files), 'UPDATE_GOLDEN=1 stores what the search finds now').toBe(stored[key]);
    }
  });
});
