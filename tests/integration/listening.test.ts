import { describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { deterministicFiles, fuzz } from '../helpers/fuzz.ts';
import { makeTree } from '../helpers/temp-tree.ts';

const LIMIT_MS = 120_000;
const EXECS = 6000;
const PRIZE_STEPS = 5000;
const PRIZE = `for (let i = 0; i < ${PRIZE_STEPS}; i++) cost++;`;
/** Words that do not stand in the source as they are compared. */
const HIDDEN = `let cost = 0; const hidden = (word) => [...word].reverse().join('');`;
const GATES = `
  const table = new Map([[hidden('abmular'), 1]]);
  const gates = (text) => {
    const [first, second = ''] = text.trim().split(' ');
    switch (first) { case hidden('tceles'): if (table.has(second)) { ${PRIZE} } }
    return cost;
  };`;

interface Form {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly target: string;
}

const FORMS: readonly Form[] = [
  {
    name: 'a function that loads other modules',
    files: {
      'main.cjs': `${HIDDEN} const { gates } = require('./gates.cjs'); module.exports = (text) => gates(text);`,
      'gates.cjs': `${HIDDEN} ${GATES} exports.gates = gates;`,
    },
    target: 'main.cjs',
  },
  {
    name: 'an asynchronous module and function',
    files: {
      'main.mjs': `import { join } from 'node:path'; ${HIDDEN} ${GATES} await Promise.resolve(join('a')); export default async (text) => { await null; return gates(text); };`,
    },
    target: 'main.mjs',
  },
  {
    name: 'a function that keeps state between calls',
    files: {
      'main.cjs': `${HIDDEN} ${GATES} const memo = new Map(); module.exports = (text) => { if (!memo.has(text)) memo.set(text, gates(text)); return memo.get(text); };`,
    },
    target: 'main.cjs',
  },
  {
    name: 'a program that reads standard input',
    files: {
      'main.cjs': `${HIDDEN} ${GATES} console.log(gates(require('fs').readFileSync(0, 'utf8')));`,
      'spec.json': JSON.stringify({
        version: 1,
        kind: 'stdin',
        fields: { text: { type: 'string', maxLength: 200 } },
        layout: [{ rest: 'text' }],
      }),
    },
    target: 'main.cjs',
  },
];

describe('a campaign listens to what the program compares, in', () => {
  it.each([...FORMS])(
    '$name',
    async ({ files, target }) => {
      const directory = makeTree(files);
      const isStdin = 'spec.json' in files;
      const { record } = await fuzz(target, directory, {
        out: join(directory, 'out'),
        ...(isStdin ? { stdin: true, spec: join(directory, 'spec.json') } : { args: '[string]' }),
        execs: EXECS,
        maxSize: 200,
        synth: 'none',
        workers: 1,
      });
      expect(record.best?.steps).toBeGreaterThan(PRIZE_STEPS);
    },
    LIMIT_MS,
  );

  it(
    'the same way every time',
    async () => {
      const [form] = FORMS;
      const runs = [];
      for (let k = 0; k < 2; k++) {
        const directory = makeTree(form?.files ?? {});
        const out = join(directory, 'out');
        const options = { args: '[string]', execs: 3000, maxSize: 200, synth: 'none' } as const;
        await fuzz(form?.target ?? '', directory, { ...options, out, workers: 1 });
        runs.push(deterministicFiles(out));
      }
      expect(runs[1]).toEqual(runs[0]);
    },
    LIMIT_MS,
  );
});
