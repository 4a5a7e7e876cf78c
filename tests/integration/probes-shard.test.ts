import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { FileCoverage, Outcome, ProgramImage } from '../../harness/protocol.ts';
import { listPlaces } from '../../src/instrument/probe-places.ts';
import type { SourceModule } from '../../src/instrument/source-module.ts';
import type { ProbePlace } from '../../src/core/watch.ts';
import {
  coverProgram,
  weaveBeside,
  weaveProbes,
  type WeavableModule,
} from '../../src/pipeline/weave.ts';
import { programImage, withShard } from './harness-kit.ts';

const LOOP = fileURLToPath(new URL('../fixtures/harness/probe-loop.js', import.meta.url));
const MAIN = fileURLToPath(new URL('../fixtures/harness/main.js', import.meta.url));

/** What one execution showed. */
interface Look {
  readonly outcome: Outcome;
  readonly steps: number;
  readonly digest: string;
  /** `probe: hits depth values`, each value as JSON. */
  readonly reports: readonly string[];
  readonly coverage: readonly FileCoverage[];
}

interface LookOptions {
  readonly target?: ProgramImage['entry']['kind'];
  readonly armed?: boolean;
  /** False: the modules without probes are to run. */
  readonly probed?: boolean;
  readonly fresh?: boolean;
  readonly maxSteps?: number;
}

function prepare(
  code: string,
  kind: ProgramImage['entry']['kind'],
): [ProgramImage, WeavableModule] {
  const exportPath = kind === 'stdin' ? [] : ['default'];
  const image = programImage(code, { entry: { kind, exportPath } });
  const source: SourceModule = { id: MAIN, code, format: 'commonjs', language: 'js' };
  return [image, { source, base: { file: 0, firstSite: 0, firstFunction: 0 } }];
}

async function look(
  image: ProgramImage,
  inputs: readonly string[],
  options: LookOptions = {},
): Promise<readonly Look[]> {
  return withShard(
    image,
    async ({ shard }) => {
      const reply = await shard.request({ kind: 'look', inputs, maxSteps: 1e6, ...options });
      if (reply.kind === 'died') throw new Error(`died: ${JSON.stringify(reply.death)}`);
      return reply.value as readonly Look[];
    },
    { loopScript: LOOP },
  );
}

/** Runs a program with a probe at each place of one kind, and without, and expects the same of both. */
async function lookWoven(
  code: string,
  at: ProbePlace['at'],
  inputs: readonly string[],
  options: LookOptions = {},
): Promise<readonly Look[]> {
  const [image, module] = prepare(code, options.target ?? 'function');
  const probes = listPlaces(module.source)
    .filter((place) => place.at === at)
    .map((place) => ({ place, variables: place.variables, tracksDepth: true }));
  const woven = weaveProbes(image, [module], { probes, expressions: [] });
  const looks = await look(woven, inputs, options);
  const plain = await look(image, inputs, options);
  const facts = ({ outcome, steps, digest }: Look): unknown => ({ outcome, steps, digest });
  expect(looks.map(facts)).toEqual(plain.map(facts));
  return looks;
}

describe('probes in a shard', () => {
  it('report the values of every execution', async () => {
    const code =
      'module.exports = (a, b) => { let s = 0; for (let i = 0; i < a; i++) s += b; return s; };';
    const looks = await lookWoven(code, 'loop', ['[2,5]', '[0,1]', '[1,7]']);
    expect(looks.map(({ reports }) => reports)).toEqual([
      ['0: 1 1 0 2 5 0', '0: 2 1 1 2 5 5'],
      [],
      ['0: 1 1 0 1 7 0'],
    ]);
  });

  it('report nothing when they are not armed', async () => {
    const code = 'module.exports = (n) => { for (let i = 0; i < n; i++) ; return n; };';
    const looks = await lookWoven(code, 'loop', ['[5000]'], { armed: false });
    expect(looks).toMatchObject([{ outcome: 'ok', reports: [] }]);
  });

  it.each(['function', 'stdin'] as const)(
    'may stand in modules of their own, which run when they are asked for: %s',
    async (target) => {
      const code =
        target === 'stdin'
          ? "const n = Number(require('fs').readFileSync(0, 'utf8')); for (let i = 0; i < n; i++) ; console.log(n);"
          : 'let calls = 0; module.exports = (n) => { for (let i = 0; i < n; i++) ; return [n, ++calls]; };';
      const inputs = target === 'stdin' ? ['3', '1'] : ['[3]', '[1]'];
      const [image, module] = prepare(code, target);
      const places = listPlaces(module.source).filter(({ at }) => at === 'loop');
      const probes = places.map((place) => ({ place, variables: ['i'], tracksDepth: false }));
      const beside = weaveBeside(image, [module], { probes, expressions: [] });
      expect(beside.modules).toEqual(image.modules);
      const probed = await look(beside, inputs, { target });
      expect(probed.map(({ reports }) => reports.length)).toEqual([3, 1]);
      const plain = await look(beside, inputs, { target, probed: false });
      expect(plain.map(({ reports }) => reports)).toEqual([[], []]);
      const facts = ({ outcome, steps, digest }: Look): unknown => ({ outcome, steps, digest });
      expect(plain.map(facts)).toEqual(probed.map(facts));
    },
  );

  it('report the call, not what loading the modules does', async () => {
    const code = `const table = []; const add = (x) => {
      table.push(x); };
    for (let i = 0; i < 2000; i++) add(i);
    module.exports = (x) => { add(x); return table.length; };`;
    const looks = await lookWoven(code, 'line', ['[1]', '[2]'], { fresh: true });
    const inAdd = looks.map(({ reports }) => reports.filter((report) => report.startsWith('1: ')));
    expect(inAdd.map((reports) => reports.map((report) => report.slice(0, 8)))).toEqual([
      ['1: 1 1 1'],
      ['1: 1 1 2'],
    ]);
  });

  it('report the top level of programs that read stdin', async () => {
    const code = `const text = require('fs').readFileSync(0, 'utf8');
for (const c of text) {
  process.stdout.write(c + c);
}`;
    const looks = await lookWoven(code, 'loop', ['ab', 'c'], { target: 'stdin' });
    expect(looks.map(({ reports }) => reports)).toEqual([
      ['0: 1 1 "a" "ab"', '0: 2 1 "b" "ab"'],
      ['0: 1 1 "c" "c"'],
    ]);
  });

  it('report what goes on after an await', async () => {
    const code = `module.exports = async (n) => {
  await null;
  n++;
  return n;
};`;
    const looks = await lookWoven(code, 'line', ['[1]', '[8]']);
    expect(looks.map(({ reports }) => reports.filter((r) => r.startsWith('2: ')))).toEqual([
      ['2: 1 0 1'],
      ['2: 1 0 8'],
    ]);
  });

  it('leave fuel to end where it would, armed or not', async () => {
    const code = 'module.exports = (n) => { for (;;) { for (let i = 0; i < n; i++) ; } };';
    for (const armed of [true, false]) {
      const looks = await lookWoven(code, 'loop', ['[3]'], { armed, maxSteps: 50_000 });
      expect(looks).toMatchObject([{ outcome: 'steps-exceeded' }]);
    }
  });
});

describe('coverage in a shard', () => {
  const CODE = `let calls = 0;
const half = (n) => n >> 1;
for (let i = 0; i < 5; i++) {
  calls += half(i);
}
module.exports = (n) => {
  while (n > 0) {
    n = half(n);
  }
  if (n) return 1;
  return calls;
};`;

  async function covered(
    code: string,
    inputs: readonly string[],
    options: LookOptions = {},
  ): Promise<readonly Look[]> {
    const [image, module] = prepare(code, options.target ?? 'function');
    return look(coverProgram(image, [module]), inputs, options);
  }

  function hits({ coverage }: Look): Record<number, number> {
    const lines = coverage[0]?.lines ?? [];
    const pairs: [number, number][] = [];
    for (let i = 0; i < lines.length; i += 2) pairs.push([lines[i] ?? 0, lines[i + 1] ?? 0]);
    return Object.fromEntries(pairs.filter(([, count]) => count > 0));
  }

  it.each([{ fresh: false }, { fresh: true }])(
    'counts the lines of each call alone, with $fresh fresh instances',
    async (options) => {
      const looks = await covered(CODE, ['[3]', '[0]', '[3]'], options);
      expect(looks.map(({ coverage }) => coverage.map(({ file }) => file))).toEqual(
        looks.map(() => [MAIN]),
      );
      expect(looks.map(hits)).toEqual([
        { 2: 2, 7: 1, 8: 2, 10: 1, 11: 1 },
        { 7: 1, 10: 1, 11: 1 },
        { 2: 2, 7: 1, 8: 2, 10: 1, 11: 1 },
      ]);
    },
  );

  it('counts the arms of branches, those not taken too', async () => {
    const [first] = await covered(CODE, ['[3]']);
    expect(first?.coverage[0]?.branches).toEqual([10, 2, 0, 0, 10, 2, 1, 1]);
  });

  it('counts programs that read stdin from their first line', async () => {
    const code = `const text = require('fs').readFileSync(0, 'utf8');
for (const c of text) {
  process.stdout.write(c);
}`;
    const looks = await covered(code, ['abc', 'd'], { target: 'stdin' });
    expect(looks.map(hits)).toEqual([
      { 1: 1, 2: 1, 3: 3 },
      { 1: 1, 2: 1, 3: 1 },
    ]);
  });

  it('gives the results of the program as it is', async () => {
    const [image] = prepare(CODE, 'function');
    const inputs = ['[3]', '[100]'];
    const digests = (looks: readonly Look[]): readonly string[] => looks.map((l) => l.digest);
    expect(digests(await covered(CODE, inputs))).toEqual(digests(await look(image, inputs)));
  });

  it.each([
    ['drops the counters', 'delete globalThis.__slowpath_coverage__;'],
    ['replaces the counters', 'globalThis.__slowpath_coverage__ = { a: { s: 1 } };'],
    [
      'puts a trap there',
      "Object.defineProperty(globalThis, '__slowpath_coverage__', { get() { throw new Error('trap'); } });",
    ],
    ['breaks builtins', 'Array.prototype.sort = Object.keys = Map = null; Object.prototype.x = 1;'],
  ])('survives a program that %s', async (_, tampering) => {
    const looks = await covered(`module.exports = (n) => { ${tampering} return n; };`, [
      '[1]',
      '[2]',
    ]);
    expect(looks.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
  });

  it('is empty for programs that are not covered', async () => {
    const [image] = prepare(CODE, 'function');
    expect((await look(image, ['[1]'])).map(({ coverage }) => coverage)).toEqual([[]]);
  });
});
