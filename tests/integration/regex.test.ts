import { describe, expect, it } from 'vitest';
import { runInstrumented } from '../helpers/run-module.ts';
import { measureFunction, measureProgram } from './harness-kit.ts';

/** Slower than anything can wait for: 2^60 ways to match. */
const ENDLESS = `${'a'.repeat(60)}b`;

describe('a regular expression that never ends', () => {
  it.each([
    ['test', '/^(?:a|a)*$/.test(s)'],
    ['exec', 'new RegExp("^(?:a|a)*$").exec(s)'],
    ['match', 's.match("^(?:a|a)*$")'],
    ['matchAll', '[...s.matchAll(/(?:a|a)*$/g)]'],
    ['replace', 's.replace(/(?:a|a)*$/, () => "never")'],
    ['replaceAll', 's.replaceAll(/(?:a|a)*$/g, "")'],
    ['search', 's.search(/(?:a|a)*$/)'],
    ['split', 's.split(/(?:a|a)*$/)'],
    ['a method by symbol', '/(?:a|a)*$/[Symbol.replace](s, "")'],
    ['a backreference', '/^(?:(a)|(?:a\\1?))*$/.test(s)'],
    ['a lookahead', '/(?=(?:a|a)*$)c/.test(s)'],
    ['loops in loops', '/(?:(?:a*)*)*$/.test(s)'],
  ])('is out of fuel before the engine is asked: %s', async (_name, code) => {
    const body = `module.exports = (s) => { try { return ${code}; } catch { return 'caught'; } finally { s = ''; } }`;
    const [endless, short] = await measureFunction(body, [`["${ENDLESS}"]`, '["aab"]'], {
      maxSteps: 100_000,
    });
    expect(endless?.outcome).toBe('steps-exceeded');
    expect(endless?.steps).toBeGreaterThan(100_000);
    expect(endless?.steps).toBeLessThan(200_000);
    expect(short?.outcome).toBe('ok');
  });

  it('ends programs that read stdin, too', async () => {
    const code =
      "console.log(/^(?:\\w+\\s?)*$/.test(require('fs').readFileSync(0, 'utf8')) ? 'yes' : 'no');";
    const measurements = await measureProgram(code, [`${ENDLESS}!`, 'words only']);
    expect(measurements.map(({ outcome }) => outcome)).toEqual(['steps-exceeded', 'ok']);
  });

  it('stops at the same step every time, whatever ran before', async () => {
    const code = 'module.exports = (s) => /^(?:a|a)*$/.test(s)';
    const inputs = [ENDLESS, 'aaab', ENDLESS, 'aab', `a${ENDLESS}`, 'aaab', ENDLESS];
    const measurements = await measureFunction(
      code,
      inputs.map((s) => `["${s}"]`),
      { maxSteps: 50_000 },
    );
    const steps = measurements.map((measurement) => measurement.steps);
    expect(steps[2]).toBe(steps[0]);
    expect(steps[6]).toBe(steps[0]);
    expect(steps[5]).toBe(steps[1]);
  });
});

describe('what a regular expression costs', () => {
  it('is the sum over the sites of its nodes, which lead the search into it', () => {
    const at = (text: string): number[] => {
      const run = runInstrumented(`/^key=(?:x|y)*;(?:a|a)*$/.test(${JSON.stringify(text)})`);
      return [...run.counts].slice(2);
    };
    const reached = ['', 'k', 'key', 'key=', 'key=x', 'key=x;', 'key=x;a'].map((text) => {
      const counts = at(text);
      return counts.findLastIndex((count) => count > 0);
    });
    expect(reached.toSorted((a, b) => a - b)).toEqual(reached);
    expect(new Set(reached).size).toBeGreaterThan(4);
  });

  it('does not depend on prototypes that the program poisons', async () => {
    const code = `
      const poison = () => {
        const fail = () => { throw new Error('poisoned'); };
        for (const name of ['push', 'slice', 'map', 'fill', 'at', 'some', 'keys']) Array.prototype[name] = fail;
        for (const name of ['charCodeAt', 'codePointAt', 'slice', 'includes']) String.prototype[name] = fail;
        for (const Type of [Map, Set, WeakMap]) Type.prototype.get = Type.prototype.set = Type.prototype.has = fail;
        String.fromCharCode = String.fromCodePoint = Math.min = Math.floor = Int32Array.prototype.fill = fail;
        for (const name of ['source', 'flags', 'global', 'sticky', 'unicode']) Object.defineProperty(RegExp.prototype, name, { get: fail });
        Array.prototype[Symbol.iterator] = null;
        Function.prototype.call = Function.prototype.apply = Function.prototype.bind = null;
        Object.defineProperty(Object.prototype, '0', { set: fail, configurable: true });
      };
      const nothing = () => {};
      module.exports = (how, s) => {
        (how === 'poison' ? poison : how === 'clean' ? nothing : nothing)();
        const before = Object.keys(s).length;
        return /(?:\\p{L}|[é-ü\\d]|(?<n>x)\\k<n>)*;/iu.test(s) || new RegExp('(?:a|' + s[0] + ')*;').test(s);
      }`;
    const text = JSON.stringify('éaAàü1'.repeat(2));
    const clean = await measureFunction(code, [`["clean",${text}]`]);
    const poisoned = await measureFunction(code, [`["poison",${text}]`, `["poison",${text}]`]);
    expect(clean[0]?.outcome).toBe('ok');
    expect(poisoned.map(({ outcome, error }) => [outcome, error])).toEqual([
      ['ok', ''],
      ['ok', ''],
    ]);
    // The loop over the names, and the names read.
    expect(poisoned[0]?.outputDigest).toBe(clean[0]?.outputDigest);
    expect(poisoned[1]?.steps).toBe(poisoned[0]?.steps);
    expect(Math.abs((poisoned[0]?.steps ?? 0) - (clean[0]?.steps ?? 0))).toBeLessThan(40);
    expect(clean[0]?.steps).toBeGreaterThan(100);
  });

  it('is known for patterns that are made anew for every text', async () => {
    const code = `module.exports = (s) => { let n = 0; for (const c of s) if (new RegExp('(?:' + c + '|' + c + ')*!').test(s)) n++; return n; }`;
    const [first, second] = await measureFunction(code, ['["abcabc"]', '["abcabc"]']);
    expect(first?.outcome).toBe('ok');
    expect(second?.steps).toBe(first?.steps);
  });

  it('leaves a full stack to be the end of the program, not of the counter', async () => {
    const code =
      'const down = (s, n) => /(?:a|a)*b/.test(s) + down(s, n + 1);\nmodule.exports = (deep, s) => deep ? down(s, 0) : /(?:a|a)*b/.test(s);';
    const measurements = await measureFunction(
      code,
      ['[false,"aab"]', '[true,"aab"]', '[false,"aab"]'],
      { maxSteps: 2 ** 30 },
    );
    expect(measurements.map(({ outcome }) => outcome)).toEqual(['ok', 'depth-exceeded', 'ok']);
    expect(measurements[2]?.steps).toBe(measurements[0]?.steps);
  });
});
