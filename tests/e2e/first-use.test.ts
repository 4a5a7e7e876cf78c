import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/core/run-record.ts';
import { runCli } from '../helpers/cli.ts';
import { makeTree, type TreeEntry } from '../helpers/temp-tree.ts';

interface FirstRun {
  readonly out: string;
  readonly record: RunRecord;
  readonly tests: readonly string[];
  /** The costliest test, as it lies in the suite. */
  readonly costliest: string;
}

/** As a new user would: one command in a directory of one's own. */
async function tryOut(
  files: Readonly<Record<string, TreeEntry>>,
  /** What follows, words without spaces. */
  line: string,
): Promise<FirstRun> {
  const cwd = makeTree(files);
  const { code, out, talk } = await runCli(['fuzz', ...line.split(' '), '--workers', '1'], cwd);
  expect(talk).not.toContain('error');
  expect(code).toBe(0);
  const [slug = ''] = readdirSync(join(cwd, 'slowpath-out'));
  const run = join(cwd, 'slowpath-out', slug);
  const record = JSON.parse(readFileSync(join(run, 'run.json'), 'utf8')) as RunRecord;
  const tests = readdirSync(join(run, 'suite/tests')).filter((name) => !name.endsWith('.out'));
  const costliest = readFileSync(join(run, 'suite', record.best?.test ?? ''), 'utf8');
  return { out, record, tests, costliest };
}

describe('a first use', { timeout: 90_000 }, () => {
  it('on a function of an installed package', async () => {
    const { out, record, tests, costliest } = await tryOut(
      {
        'package.json': { name: 'user', dependencies: { 'dash-case': '*' } },
        'node_modules/dash-case/package.json': {
          name: 'dash-case',
          version: '1.0.0',
          main: 'lib/index.js',
        },
        'node_modules/dash-case/lib/index.js': `'use strict';
const { collapse } = require('./collapse');
exports.dashCase = function dashCase(text) {
  return collapse(text.trim().toLowerCase().replace(/ /g, '-'));
};
`,
        'node_modules/dash-case/lib/collapse.js': `'use strict';
exports.collapse = function collapse(text) {
  for (;;) {
    const at = text.indexOf('--');
    if (at < 0) return text;
    text = text.slice(0, at) + text.slice(at + 1);
  }
};
`,
      },
      'dash-case#dashCase --args [string] --execs 15000 --max-size 3000',
    );
    expect(record.growth?.class).toBe('quadratic');
    expect(out).toContain('Cost is quadratic');
    expect(out).toMatch(/collapse\.js:[3-6]\b/);
    expect(record.hotLines[0]?.file).toContain('collapse.js');
    expect(costliest).toMatch(/-{100}| {100}/);
    expect(tests.length).toBeGreaterThan(2);
  });

  it('on a TypeScript file with typed exports, and no flags but the target', async () => {
    const { out, record, costliest } = await tryOut(
      {
        'stats.ts': `export interface Sample {
  at: number;
  tags: string[];
}

interface Group {
  readonly tag: string;
  readonly samples: Sample[];
}

export function groupByTag(samples: Sample[]): Map<string, Sample[]> {
  const groups: Group[] = [];
  for (const sample of samples) {
    for (const tag of sample.tags) {
      let group = groups.find((candidate) => candidate.tag === tag);
      if (group === undefined) groups.push((group = { tag, samples: [] }));
      group.samples.push(sample);
    }
  }
  return new Map(groups.map(({ tag, samples: found }) => [tag, found]));
}
`,
        // What a project would say once; the command itself has no flags but the target.
        'slowpath.config.json': { execs: 20_000, maxSize: 3000 },
      },
      'stats.ts#groupByTag',
    );
    expect(['superlinear', 'quadratic']).toContain(record.growth?.class);
    expect(out).toMatch(/stats\.ts:15 .*groups\.find/);
    expect(record.hotLines[0]).toMatchObject({ line: 15 });
    const { args } = JSON.parse(costliest) as {
      readonly args: readonly (readonly { readonly tags: readonly string[] }[])[];
    };
    const tags = args[0]?.flatMap((sample) => sample.tags) ?? [];
    expect(new Set(tags).size).toBeGreaterThan(50);
  });

  it('on a contest program with three example tests', async () => {
    const { out, record, costliest } = await tryOut(
      {
        'inversions.js': `const lines = require('fs').readFileSync(0, 'utf8').split('\\n');
const n = Number(lines[0]);
const a = lines[1].split(' ').map(Number);
let swaps = 0;
for (let i = 1; i < n; i++) {
  for (let j = i; j > 0 && a[j - 1] > a[j]; j--) {
    [a[j - 1], a[j]] = [a[j], a[j - 1]];
    swaps++;
  }
}
console.log(swaps);
`,
        'examples/1.in': '3\n3 1 2\n',
        'examples/2.in': '5\n1 2 3 4 5\n',
        'examples/3.in': '4\n9 7 7 1\n',
      },
      'inversions.js --stdin --seeds examples --execs 15000 --max-size 1000',
    );
    expect(record.growth?.class).toBe('quadratic');
    expect(out).toContain('Cost is quadratic');
    expect(out).toMatch(/inversions\.js:[67]\b/);
    const [count = '', numbers = ''] = costliest.split('\n');
    const list = numbers.split(' ').map(Number);
    expect(list).toHaveLength(Number(count));
    const falling = list.filter((x, i) => i > 0 && x < (list[i - 1] ?? 0)).length;
    expect(falling).toBeGreaterThan(0.9 * (list.length - 1));
    // About half of n² exchanges, of a few steps each.
    expect(record.best?.steps).toBeGreaterThan(0.9 * list.length ** 2);
  });
});
