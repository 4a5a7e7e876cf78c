import { describe, expect, it } from 'vitest';
import { readSeeds, type ReadSeedsOptions, type Seeds } from '../../../src/targets/seeds.ts';
import { makeTree, type TreeEntry } from '../../helpers/temp-tree.ts';

function read(
  files: Readonly<Record<string, TreeEntry>>,
  from: string,
  target: 'function' | 'stdin',
  revive?: ReadSeedsOptions['revive'],
): Promise<Seeds> {
  const cwd = makeTree(files);
  return readSeeds({ from, cwd, target, ...(revive !== undefined && { revive }) });
}

describe('readSeeds for a function', () => {
  it('reads one seed, lists and lines, in order', async () => {
    const files = {
      's/b.json': { args: [1, 'x'] },
      's/a.json': [[1], { args: [2] }],
      's/c.jsonl': '[3]\n\n{"args":[4]}\r\n',
      's/ignored.txt': 'x',
    };
    expect(await read(files, 's', 'function')).toEqual({
      seeds: [
        { source: 's/a.json[0]', value: [1] },
        { source: 's/a.json[1]', value: [2] },
        { source: 's/b.json', value: [1, 'x'] },
        { source: 's/c.jsonl:1', value: [3] },
        { source: 's/c.jsonl:3', value: [4] },
      ],
      skipped: [],
    });
  });

  it('lists what does not parse and goes on', async () => {
    const files = {
      's/bad.json': '{',
      's/mixed.json': [[1], 5, { arg: [] }],
      's/lines.jsonl': '[1]\n[2\n"x"',
      's/object.json': { arguments: [] },
    };
    const { seeds, skipped } = await read(files, 's', 'function');
    expect(seeds.map((seed) => seed.source)).toEqual(['s/lines.jsonl:1', 's/mixed.json[0]']);
    expect(skipped).toEqual([
      { source: 's/bad.json', reason: expect.stringMatching(/^is not valid JSON: /) },
      { source: 's/lines.jsonl:2', reason: expect.stringMatching(/^is not valid JSON: /) },
      { source: 's/lines.jsonl:3', reason: 'is neither {"args": [...]} nor a list of arguments' },
      { source: 's/mixed.json[1]', reason: 'is neither {"args": [...]} nor a list of arguments' },
      { source: 's/mixed.json[2]', reason: 'is neither {"args": [...]} nor a list of arguments' },
      { source: 's/object.json', reason: 'is neither {"args": [...]} nor a list of arguments' },
    ]);
  });

  it('revives tagged values, and skips those that it cannot', async () => {
    const revive = (value: unknown): unknown => {
      if (value === 'bad') throw new Error('no such tag');
      return value === 'one' ? 1n : value;
    };
    expect(await read({ 's.json': [['one', 2], ['bad']] }, 's.json', 'function', revive)).toEqual({
      seeds: [{ source: 's.json[0]', value: [1n, 2] }],
      skipped: [{ source: 's.json[1]', reason: 'holds a value that cannot be read: no such tag' }],
    });
  });

  it('says that a named text file is no seed of a function', async () => {
    const { seeds, skipped } = await read({ 's.txt': 'x' }, 's.txt', 'function');
    expect(seeds).toEqual([]);
    expect(skipped).toEqual([{ source: 's.txt', reason: expect.stringContaining('.jsonl') }]);
  });

  it('takes at most 10,000', async () => {
    const lines = Array.from({ length: 10_003 }, (_, i) => `[${i}]`).join('\n');
    const { seeds, skipped } = await read({ 's.jsonl': lines }, 's.jsonl', 'function');
    expect(seeds).toHaveLength(10_000);
    expect(skipped).toEqual([
      { source: 's.jsonl', reason: '3 more seeds: only the first 10000 are taken' },
    ]);
  });
});

describe('readSeeds for a stdin program', () => {
  it('takes every file as one input and passes outputs and hidden files over', async () => {
    const files = {
      't/2.in': '2\n',
      't/1.txt': '1',
      't/1.out': 'x',
      't/2.ans': 'x',
      't/.hidden': 'x',
      't/3': '3',
      't/d/4.in': '4',
    };
    expect((await read(files, 't', 'stdin')).seeds).toEqual([
      { source: 't/1.txt', value: '1' },
      { source: 't/2.in', value: '2\n' },
      { source: 't/3', value: '3' },
    ]);
  });

  it('reads a glob', async () => {
    const files = { 'a/1.in': '1', 'b/2.in': '2', 'b/2.out': 'x' };
    const { seeds } = await read(files, '*/*.in', 'stdin');
    expect(seeds.map((seed) => seed.source)).toEqual(['a/1.in', 'b/2.in']);
  });

  it('skips what is not text or not there any more', async () => {
    const { skipped } = await read(
      { 't/a.in': { link: process.execPath }, 't/b.in': { link: 'gone' } },
      't',
      'stdin',
    );
    expect(skipped).toEqual([
      { source: 't/a.in', reason: expect.stringMatching(/larger than 16 MB|not UTF-8/) },
      { source: 't/b.in', reason: 'does not exist' },
    ]);
  });
});

describe('readSeeds refuses', () => {
  it.each([
    ['gone', 'there is no such file or directory'],
    ['empty', 'no file there can be a seed'],
    ['*.json', 'no file there can be a seed'],
  ])('%s', async (from, message) => {
    await expect(read({ 'empty/x.csv': '' }, from, 'function')).rejects.toThrow(
      expect.objectContaining({ code: 'usage', message: `--seeds ${from}: ${message}.` }),
    );
  });
});
