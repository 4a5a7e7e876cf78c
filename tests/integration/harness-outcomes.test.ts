import { describe, expect, it } from 'vitest';
import { measureFunction, measureProgram, programImage, withShard } from './harness-kit.ts';

/** Outcomes of a function under one fuel limit, one per input. */
async function outcomes(code: string, inputs: readonly string[]): Promise<string[]> {
  const measurements = await measureFunction(code, inputs);
  return measurements.map(({ outcome }) => outcome);
}

describe('the outcome of a function', () => {
  it('is ok with the steps that it took', async () => {
    const code =
      'module.exports = (n) => { let s = 0; for (let i = 0; i < n; i++) s += i; return s; }';
    const [small, large] = await measureFunction(code, ['[10]', '[1000]']);
    expect(small?.outcome).toBe('ok');
    expect((large?.steps ?? 0) - (small?.steps ?? 0)).toBe(990);
  });

  it('is threw with the error when it throws on everything, and the next input is run', async () => {
    const code = "module.exports = (n) => { throw new TypeError('no ' + n); }";
    const measurements = await measureFunction(code, ['[1]', '[2]']);
    expect(measurements.map(({ outcome, error }) => [outcome, error])).toEqual([
      ['threw', 'TypeError: no 1'],
      ['threw', 'TypeError: no 2'],
    ]);
  });

  it.each([
    ['an endless loop', 'module.exports = (on) => { while (on); }'],
    [
      'an endless loop that swallows errors',
      'module.exports = (on) => { while (on) { try { for (;;); } catch {} } }',
    ],
    [
      'an endless loop whose finally returns',
      'const f = (on) => { try { while (on); } finally { return 1; } };\nmodule.exports = (on) => { while (on) f(on); }',
    ],
    [
      'an endless recursion of generators',
      'function* g(on) { while (on) yield 1; }\nmodule.exports = (on) => { for (const x of g(on)); }',
    ],
    [
      'an endless promise chain',
      'const f = async (on) => { while (on) await null; };\nmodule.exports = f;',
    ],
    [
      'an interval',
      'module.exports = (on) => new Promise((done) => on ? setInterval(() => {}, 1) : done())',
    ],
  ])('is steps-exceeded for %s', async (_name, code) => {
    expect(await outcomes(code, ['[true]', '[false]'])).toEqual(['steps-exceeded', 'ok']);
  });

  it('stops every execution at the same step', async () => {
    const code =
      'module.exports = () => { let s = 0; for (;;) { for (let i = 0; i < 7; i++) s += i; } }';
    const measurements = await measureFunction(code, ['[]', '[]', '[]'], { maxSteps: 100_000 });
    const steps = measurements.map((measurement) => measurement.steps);
    expect(new Set(steps).size).toBe(1);
    expect(steps[0]).toBeGreaterThan(100_000);
    expect(steps[0]).toBeLessThan(110_000);
  });

  it('is steps-exceeded when it ended by itself a little above its fuel', async () => {
    const code = 'module.exports = (n) => { for (let i = 0; i < n; i++); }';
    const measurements = await measureFunction(code, ['[90]', '[200]'], { maxSteps: 100 });
    expect(measurements.map(({ outcome }) => outcome)).toEqual(['ok', 'steps-exceeded']);
  });

  it.each([
    [
      'a recursion without end',
      'const f = (n) => 1 + f(n + 1);\nmodule.exports = (on) => on ? f(0) : 0',
    ],
    [
      'a recursion that swallows its overflow',
      'const f = (n) => { try { return 1 + f(n + 1); } catch { return 0; } };\nmodule.exports = (on) => on ? f(0) : 0',
    ],
    [
      'a builtin that recurses',
      'module.exports = (on) => { let a = []; if (on) for (let i = 0; i < 100000; i++) a = [a]; return JSON.stringify(a).length; }',
    ],
  ])('is depth-exceeded for %s', async (_name, code) => {
    expect(await outcomes(code, ['[true]', '[false]'])).toEqual(['depth-exceeded', 'ok']);
  });

  it('is exited when it ends the process, in any way', async () => {
    const code =
      "module.exports = (how) => { if (how === 'abort') process.abort(); if (how === 'kill') process.kill(process.pid); if (how === 'exit') process.exit(0); return how; }";
    expect(await outcomes(code, ['["exit"]', '["abort"]', '["kill"]', '["stay"]'])).toEqual([
      'exited',
      'exited',
      'exited',
      'ok',
    ]);
  });

  it('is threw when its promise is rejected or never settles', async () => {
    const code =
      "module.exports = (how) => how === 'reject' ? Promise.reject(new Error('late')) : how === 'never' ? new Promise(() => {}) : Promise.resolve(how)";
    const measurements = await measureFunction(code, ['["reject"]', '["never"]', '["x"]']);
    expect(measurements.map(({ outcome, error }) => [outcome, error])).toEqual([
      ['threw', 'Error: late'],
      ['threw', 'Error: the returned promise never settles'],
      ['ok', ''],
    ]);
  });

  it('counts what happens after an await, a timer and real input', async () => {
    const code = `
      const fs = require('fs');
      module.exports = async (n) => {
        await new Promise((done) => setTimeout(done, 100_000));
        await new Promise((done) => fs.readFile(__filename.replace('main.js', 'measure-loop.js'), done));
        for (let i = 0; i < n; i++);
      }`;
    const [none, some] = await measureFunction(code, ['[0]', '[500]']);
    expect(some?.outcome).toBe('ok');
    expect((some?.steps ?? 0) - (none?.steps ?? 0)).toBe(500);
  });
});

describe('the world of an execution', () => {
  it('has the same randomness, time and identifiers in every execution', async () => {
    const code = `
      const crypto = require('crypto');
      module.exports = () => [Math.random(), Date.now(), new Date().getTime(), performance.now(), process.hrtime(),
        process.uptime(), crypto.randomUUID(), crypto.randomBytes(4).join()]`;
    const measurements = await measureFunction(code, ['[]', '[]']);
    const [first, second] = measurements.map(({ outputDigest }) => outputDigest);
    expect(first).not.toBe('');
    expect(second).toBe(first);
  });

  it('has dates that are dates', async () => {
    const code = `
      class Mine extends Date { year() { return this.getUTCFullYear(); } }
      module.exports = () => [new Date() instanceof Date, new Mine() instanceof Mine, new Mine(0).year(), new Date(5).getTime(),
        typeof Date(), Date.length, Date.name, Date.UTC(1970, 0), new Date().constructor === Date, new Date(2020, 1).getMonth()]`;
    const expected =
      "module.exports = () => [true, true, 1970, 5, 'string', 7, 'Date', 0, true, 1]";
    const [[dates], [plain]] = await Promise.all([
      measureFunction(code, ['[]']),
      measureFunction(expected, ['[]']),
    ]);
    expect(dates?.outputDigest).toBe(plain?.outputDigest);
  });

  it('has the real clock and real timers when asked for', async () => {
    const code = `
      module.exports = (ms) => new Promise((done) => {
        const start = process.hrtime.bigint();
        setTimeout(() => done(process.hrtime.bigint() - start > 4_000_000n && Date.now() > 1_750_000_000_000), ms);
      })`;
    const [[real], [yes]] = await Promise.all([
      withShard(programImage(code), ({ measure }) => measure(['[5]']), { realClock: true }),
      measureFunction('module.exports = () => true', ['[]']),
    ]);
    expect(real?.outputDigest).toBe(yes?.outputDigest);
  });

  it('lets a busy wait end after as many reads of the clock', async () => {
    const code =
      'module.exports = (ms) => { const end = Date.now() + ms; let n = 0; while (Date.now() < end) n++; return n; }';
    const [short, long] = await measureFunction(code, ['[100]', '[1100]']);
    expect((long?.steps ?? 0) - (short?.steps ?? 0)).toBe(1000);
  });

  it('is not shared: timers of one execution are gone in the next', async () => {
    const code = `
      let rounds = 0;
      module.exports = async () => {
        setInterval(() => { for (let i = 0; i < 100; i++); }, 1);
        await null;
        return rounds++;
      }`;
    const measurements = await measureFunction(code, ['[]', '[]', '[]']);
    expect(new Set(measurements.map(({ steps }) => steps)).size).toBe(1);
  });

  it('keeps the state of a module, unless fresh instances are asked for', async () => {
    const code = `
      const memo = {};
      module.exports = (n) => memo[n] ??= (() => { for (let i = 0; i < n; i++); return n; })();`;
    const kept = await measureFunction(code, ['[100]', '[100]']);
    const fresh = await measureFunction(code, ['[100]', '[100]'], { fresh: true });
    expect(kept[1]?.steps).toBeLessThan(kept[0]?.steps ?? 0);
    expect(fresh[1]?.steps).toBe(fresh[0]?.steps);
  });

  it('shows what a function did to its arguments when it returns nothing', async () => {
    const code = 'module.exports = (a) => { a.sort((x, y) => x - y); }';
    const measurements = await measureFunction(code, ['[[3,1,2]]', '[[2,3,1]]', '[[1,2]]']);
    const [first, second, third] = measurements.map(({ outputDigest }) => outputDigest);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('survives poisoned prototypes and gives the same counts afterwards', async () => {
    const code = `
      module.exports = (how, n) => {
        if (how === 'poison') {
          Array.prototype.push = Array.prototype.slice = () => { throw new Error('poisoned'); };
          Array.prototype[Symbol.iterator] = null;
          Promise.prototype.then = null;
          Function.prototype.call = Function.prototype.apply = null;
          Map.prototype.get = Map.prototype.set = Object.keys = JSON.stringify = null;
          Object.defineProperty(Object.prototype, '0', { set() { throw new Error('set'); }, configurable: true });
          String.prototype.charCodeAt = () => 0;
        }
        for (let i = 0; i < n; i++);
        return n;
      }`;
    const measurements = await measureFunction(code, [
      '["good",50]',
      '["poison",50]',
      '["good",50]',
      '["good",50]',
    ]);
    expect(measurements.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(measurements[2]?.steps).toBe(measurements[0]?.steps);
    expect(measurements[3]?.outputDigest).toBe(measurements[0]?.outputDigest);
  });

  it('has no network, no files to write and no processes', async () => {
    const code = `
      module.exports = (how) => {
        if (how === 'net') require('net').connect(80);
        if (how === 'http') require('node:http').get('http://127.0.0.1');
        if (how === 'fetch') return fetch('http://127.0.0.1');
        if (how === 'write') require('fs').writeFileSync(__dirname + '/x', 'x');
        if (how === 'spawn') require('child_process').execSync('true');
        if (how === 'thread') new (require('worker_threads').Worker)('1', { eval: true });
      }`;
    const inputs = ['net', 'http', 'fetch', 'write', 'spawn', 'thread'].map((how) => `["${how}"]`);
    const measurements = await measureFunction(code, inputs);
    expect(measurements.map(({ outcome }) => outcome)).toEqual(inputs.map(() => 'threw'));
  });

  it('drops what a function prints', async () => {
    const code =
      "module.exports = () => { console.log('x'); process.stdout.write('y'); console.error('z'); require('fs').writeSync(1, 'w'); return 1; }";
    const [measurement] = await measureFunction(code, ['[]']);
    expect(measurement?.outcome).toBe('ok');
  });
});

describe('loading', () => {
  const load = (code: string, exportPath: readonly string[] = ['default']): Promise<unknown> =>
    withShard(programImage(code, { entry: { exportPath } }), async () => undefined);

  it.each([
    [
      'an export that is missing',
      'exports.a = 1',
      ['b'],
      /export "b" .* undefined, not a function/,
    ],
    ['a class', 'exports.C = class C {}', ['C'], /is a class/],
    ['a module that throws', "throw new Error('on load')", ['default'], /on load/],
    [
      'a module that is missing',
      "require('./nowhere'); module.exports = () => 1",
      ['default'],
      /Cannot find module/,
    ],
    ['a module that never ends', 'for (;;);', ['default'], /did not finish loading/],
  ])('is refused for %s', async (_name, code, exportPath, message) => {
    await expect(load(code, exportPath)).rejects.toThrow(message);
  });

  it('finds functions by path, with the object they belong to as `this`', async () => {
    const code = 'exports.a = { k: 5, f(n) { for (let i = 0; i < n * this.k; i++); } }';
    const image = programImage(code, { entry: { exportPath: ['a', 'f'] } });
    const [one, two] = await withShard(image, ({ measure }) => measure(['[1]', '[2]']));
    expect((two?.steps ?? 0) - (one?.steps ?? 0)).toBe(5);
  });

  it.each(['commonjs', 'module'] as const)(
    'loads packages of either kind from a %s',
    async (format) => {
      const code =
        format === 'module'
          ? "import { createLogUpdate } from 'log-update'; import fc from 'fast-check'; export default () => [typeof createLogUpdate, typeof fc.nat]"
          : "const { createLogUpdate } = require('log-update'); const fc = require('fast-check'); module.exports = () => [typeof createLogUpdate, typeof fc.nat]";
      const [[loaded], [expected]] = await Promise.all([
        withShard(programImage(code, { format }), ({ measure }) => measure(['[]'])),
        measureFunction("module.exports = () => ['function', 'function']", ['[]']),
      ]);
      expect(loaded?.outputDigest).toBe(expected?.outputDigest);
    },
  );

  it('gives modules to each other: cycles, JSON, ES modules and top-level await', async () => {
    const code = `
      import { twice, self } from './twice.js';
      import data from './data.json';
      import fs, { readFileSync } from 'node:fs';
      const late = await import('./late.js');
      export const own = 3;
      export default () => [twice(own), data.n, self(), late.value, fs.readFileSync === readFileSync, import.meta.url.slice(0, 5)];`;
    const modules = {
      'twice.js':
        "import { own } from './main.js'; export const twice = (n) => 2 * n; export const self = () => own;",
      'late.js': 'export const value = await Promise.resolve(9);',
      'data.json': '{"n": 7}',
    };
    const image = programImage(code, { format: 'module', modules });
    const [esm, plain] = await Promise.all([
      withShard(image, ({ measure }) => measure(['[]'])),
      measureFunction("module.exports = () => [6, 7, 3, 9, true, 'file:']", ['[]']),
    ]);
    expect(esm[0]?.error).toBe('');
    expect(esm[0]?.outputDigest).toBe(plain[0]?.outputDigest);
  });
});

describe('a stdin program', () => {
  it('is instantiated anew for every input', async () => {
    const code =
      "let n = 0; globalThis.seen = (globalThis.seen ?? 0) + 1; console.log(++n, globalThis.seen, require('fs').readFileSync(0, 'utf8'))";
    const measurements = await measureProgram(code, ['a', 'a']);
    expect(measurements[1]?.outputDigest).toBe(measurements[0]?.outputDigest);
  });

  it('is ok with exit code 0 and exited with another', async () => {
    const code = "process.exit(Number(require('fs').readFileSync(0, 'utf8')))";
    const measurements = await measureProgram(code, ['0', '3']);
    expect(measurements.map(({ outcome }) => outcome)).toEqual(['ok', 'exited']);
  });

  it('ends when it prints endlessly', async () => {
    const code = "for (;;) console.log('x'.repeat(1000));";
    const [measurement] = await measureProgram(code, ['']);
    expect(measurement?.outcome).toBe('steps-exceeded');
  });
});

describe('the text of an output', () => {
  const outputOf = async (code: string, outputChars = 1000): Promise<string | undefined> => {
    const [measurement] = await withShard(programImage(code), ({ measure }) =>
      measure(['[]'], { outputChars }),
    );
    return measurement?.output;
  };

  it('is tagged JSON for a function', async () => {
    const code = `
      module.exports = () => ({ a: [1, -0, NaN, , 'x"y'], b: new Map([[1n, new Set([undefined])]]), c: new Date(0),
        d: new Uint8Array([7]), e: new Float64Array([0.5]), f: /a\\/b/g, ['__proto__']: null, g: Object.create(null) })`;
    const text = await outputOf(code);
    expect(JSON.parse(text ?? '')).toEqual({
      $type: 'object',
      entries: [
        ['a', [1, 0, { $type: 'number', value: 'NaN' }, { $type: 'hole' }, 'x"y']],
        [
          'b',
          {
            $type: 'map',
            entries: [
              [
                { $type: 'bigint', value: '1' },
                { $type: 'set', values: [{ $type: 'undefined' }] },
              ],
            ],
          },
        ],
        ['c', { $type: 'date', value: '1970-01-01T00:00:00.000Z' }],
        ['d', { $type: 'bytes', value: [7] }],
        ['e', [0.5]],
        ['f', { $type: 'regexp', source: 'a\\/b', flags: 'g' }],
        ['__proto__', null],
        ['g', {}],
      ],
    });
  });

  it('is that of a number that was decided late, whose method is of the realm of the program', async () => {
    const [measurement] = await withShard(
      programImage(
        'module.exports = (x) => [x + 1, x < 4, x.valueOf.constructor === Function, x.constructor === Object]',
      ),
      ({ measure }) => measure(['[{"late":3}]'], { outputChars: 100 }),
    );
    expect(measurement?.output).toBe('[4,true,true,true]');
  });

  it('is the argument list of a function that returns nothing', async () => {
    const [measurement] = await withShard(
      programImage('module.exports = (list) => { list.reverse(); }'),
      ({ measure }) => measure(['[[1,2,3]]'], { outputChars: 100 }),
    );
    expect(measurement?.output).toBe('[[3,2,1]]');
  });

  it.each([
    ['functions', 'module.exports = () => [() => 1]'],
    ['getters', 'module.exports = () => ({ get a() { throw 1; } })'],
    ['proxies', 'module.exports = () => new Proxy({}, { get() { throw 1; } })'],
    ['cycles', 'module.exports = () => { const a = []; a.push(a); return a; }'],
    ['long outputs', "module.exports = () => 'x'.repeat(2000)"],
    ['what threw', 'module.exports = () => { throw 1; }'],
  ])('is missing for %s', async (_, code) => {
    expect(await outputOf(code)).toBeUndefined();
  });

  it('is what a program printed', async () => {
    const image = programImage('console.log(1); process.stdout.write("é\\r\\n")', {
      entry: { kind: 'stdin', exportPath: [] },
    });
    const [measurement] = await withShard(image, ({ measure }) =>
      measure([''], { outputChars: 9 }),
    );
    expect(measurement?.output).toBe('1\né\r\n');
  });
});
