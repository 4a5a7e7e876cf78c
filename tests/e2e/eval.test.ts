import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluationSchema } from '../../src/core/evaluation-metrics.ts';
import { preferencePairSchema, rewardRowSchema } from '../../src/core/reward-rows.ts';
import { runCli } from '../helpers/cli.ts';
import { makeTree } from '../helpers/temp-tree.ts';

const CORPUS = join(import.meta.dirname, '../../corpus');

describe('slowpath eval', () => {
  it('evaluates a problem of the corpus and writes what it found', async () => {
    const cwd = makeTree({});
    const problem = join(CORPUS, 'insert-into-list');
    const { code, out, talk } = await runCli(['eval', problem, '--out', 'here', '--json'], cwd);
    expect(talk).toContain('wrote here/eval.json');
    expect(code).toBe(0);
    const evaluation = evaluationSchema.parse(JSON.parse(out));
    expect(readFileSync(join(cwd, 'here/eval.json'), 'utf8')).toBe(out);
    expect(evaluation.matrix.solutions).toHaveLength(4);
    expect(evaluation.metrics[0]?.sets[0]?.solved).toEqual({ solutions: 4, of: 4 });
    const rowsOf = (name: string): unknown[] =>
      readFileSync(join(cwd, 'here', name), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line): unknown => JSON.parse(line));
    expect(rowsOf('rewards.jsonl').map((row) => rewardRowSchema.parse(row))).toEqual(
      evaluation.rewards,
    );
    expect(rowsOf('pairs.jsonl').map((row) => preferencePairSchema.parse(row))).toEqual(
      evaluation.pairs,
    );
  });

  it('says what is wrong and ends with 2', async () => {
    const cwd = makeTree({ 'a.js': 'module.exports = () => 1;' });
    const { code, out, talk } = await runCli(['eval', 'a.js'], cwd);
    expect([code, out]).toEqual([2, '']);
    expect(talk).toBe(
      'error: there is no suite to evaluate on\nhint: name a run directory of `slowpath fuzz` with --suite\n',
    );
  });
});
