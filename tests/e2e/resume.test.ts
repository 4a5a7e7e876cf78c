import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createRng, type Rng } from '../../src/core/rng.ts';
import { readTree, runCli, startCli, type Started } from '../helpers/cli.ts';
import { TEST_SEED } from '../helpers/seed.ts';
import { makeTree } from '../helpers/temp-tree.ts';

/** Quadratic, with a table that its first call builds: a resumed process has to build it before it may compare costs. */
const NESTED = `
let table;
exports.depth = function depth(text) {
  if (table === undefined) {
    table = new Map();
    for (let i = 0; i < 3000; i++) table.set(String.fromCharCode(i), i === 60 ? 1 : i === 62 ? -1 : 0);
  }
  let best = 0;
  for (let i = 0; i < text.length; i++) {
    if (table.get(text[i]) !== 1) continue;
    let open = 0;
    for (let j = i; j < text.length; j++) {
      open += table.get(text[j]) ?? 0;
      if (open === 0) break;
    }
    if (open > best) best = open;
  }
  return best;
};
`;

const DISTINCT = `
const numbers = require('fs').readFileSync(0, 'utf8').split(/\\s+/).map(Number);
const seen = [];
for (const x of numbers.slice(1, 1 + numbers[0])) if (!seen.includes(x)) seen.push(x);
console.log(seen.length);
`;

const FILES = {
  'nested.cjs': NESTED,
  'distinct.js': DISTINCT,
  'tests/1.in': '3\n3 1 2\n',
  'tests/2.in': '2\n5 5\n',
  'tests/3.in': '4\n7 8 9 1\n',
};

const CONFIGURATIONS: readonly (readonly [string, string, readonly string[], number])[] = [
  [
    'a function, one worker',
    'fuzz nested.cjs#depth --args [string] --max-size 300 --execs 90000 --workers 1',
    ['row', 'checkpoint', 'row', 'suite'],
    1,
  ],
  [
    'a stdin program, two workers',
    'fuzz distinct.js --stdin --seeds tests --max-size 300 --execs 90000 --workers 2',
    ['checkpoint', 'row', 'checkpoint', 'suite'],
    2,
  ],
];

describe('a run that is killed again and again', { timeout: 120_000 }, () => {
  it.each(CONFIGURATIONS)(
    'ends as one that was left alone: %s',
    async (_, command, kills, stream) => {
      const cwd = makeTree(FILES);
      const args = command.split(' ');
      const alone = runCli([...args, '--out', 'alone'], cwd);
      const rng = createRng(TEST_SEED, stream);
      let killed = 0;
      for (const when of kills) {
        const started = startCli([...args, '--out', 'killed'], cwd);
        await untilMoment(when, join(cwd, 'killed'), started, rng);
        killGroup(started);
        const { talk, signal } = await started.end;
        if (signal === 'SIGKILL') killed++;
        expect(talk).not.toContain('error:');
      }
      const last = await runCli([...args, '--out', 'killed'], cwd);
      expect(killed).toBeGreaterThanOrEqual(3);
      expect(last).toMatchObject({ code: 0 });
      expect(await alone).toMatchObject({ code: 0 });
      for (const folder of ['suite', 'queue'])
        expect(readTree(join(cwd, 'killed', folder))).toEqual(readTree(join(cwd, 'alone', folder)));
      expect(statusOf(join(cwd, 'killed'))).toEqual(statusOf(join(cwd, 'alone')));
    },
  );
});

/** Waits for some progress beyond what is there: a few more epochs, a checkpoint, or the end of the search. */
async function untilMoment(when: string, run: string, { child }: Started, rng: Rng): Promise<void> {
  const more = rng.int(1, 4);
  const [checkpoint] = [checkpointOf(run)];
  let rows: number | undefined;
  while (child.exitCode === null) {
    await pause(2);
    const now = rowsOf(run);
    // The first look at the table is before or after it was cut back to the checkpoint: progress counts from the least seen.
    rows = rows === undefined || now < rows ? now : rows;
    if (when === 'row' && now >= rows + more) return;
    if (when === 'checkpoint' && checkpointOf(run) !== checkpoint) return;
    if (when === 'suite' && isSearchOver(run)) return;
  }
}

function rowsOf(run: string): number {
  const path = join(run, 'plot.csv');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length : 0;
}

/** A part of the checkpoint that changes with every one. */
function checkpointOf(run: string): string {
  const path = join(run, 'checkpoint.json');
  return existsSync(path) ? readFileSync(path, 'utf8').slice(0, 120) : '';
}

/** Killed while growth is measured or the suite is made. */
function isSearchOver(run: string): boolean {
  return Number(/"execs":(\d+)/.exec(checkpointOf(run))?.[1] ?? 0) >= 90_000;
}

/** The command and its workers, as the machine would when it is switched off. */
function killGroup({ child }: Started): void {
  if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
}

function statusOf(run: string): unknown {
  const { status, stopReason, execs, epochs, seedBest, best, sitesHit, corpus, outcomes, growth } =
    JSON.parse(readFileSync(join(run, 'run.json'), 'utf8'));
  return { status, stopReason, execs, epochs, seedBest, best, sitesHit, corpus, outcomes, growth };
}
