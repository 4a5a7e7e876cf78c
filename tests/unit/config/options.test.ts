import { describe, expect, it } from 'vitest';
import {
  OPTION_NAMES,
  recordOptions,
  resolveOptions,
  type OptionLayers,
  type OptionSet,
} from '../../../src/config/options.ts';

function resolve(layers: OptionLayers = {}, cpuCount = 2): OptionSet {
  return resolveOptions(layers, { cpuCount });
}

describe('resolveOptions', () => {
  it('fills everything in', () => {
    const { options, origins } = resolve();
    expect(options).toEqual({
      timeMs: 60_000,
      execs: undefined,
      maxSize: 65_536,
      maxSteps: 2 ** 30,
      ladderMaxSteps: 2 ** 24,
      seed: 1,
      workers: 1,
      out: undefined,
      stdin: false,
      args: undefined,
      spec: undefined,
      seeds: undefined,
      instrument: [],
      realClock: false,
      synth: ['profile'],
      constraints: undefined,
      model: undefined,
      baseUrl: undefined,
      llm: { calls: 8, tokens: undefined, cost: undefined, price: undefined, timeoutMs: 120_000 },
      transcript: undefined,
      tests: 10,
      stepsPerSecond: undefined,
      failOn: undefined,
      fresh: false,
      json: false,
      hangTimeoutMs: 5000,
      memoryMb: 512,
    });
    expect(origins).toEqual(Object.fromEntries(OPTION_NAMES.map((name) => [name, 'default'])));
  });

  it('lets the command line win over the environment, the file and the problem', () => {
    const problem = { seed: 4, maxSize: 4, memory: 64, out: 'p' };
    const config = { seed: 3, maxSize: 3, memory: 65 };
    const environment = { seed: '2', maxSize: '2' };
    const { options, origins } = resolve({
      problem,
      config,
      environment,
      commandLine: { seed: '1' },
    });
    expect(options).toMatchObject({ seed: 1, maxSize: 2, memoryMb: 65, out: 'p' });
    expect(origins).toMatchObject({
      seed: 'command-line',
      maxSize: 'environment',
      memory: 'config',
      out: 'problem',
      time: 'default',
    });
  });

  it('counts undefined as not given, false as given', () => {
    const { options, origins } = resolve({
      commandLine: { json: undefined, fresh: false },
      config: { json: true, fresh: true },
    });
    expect(options).toMatchObject({ json: true, fresh: false });
    expect(origins).toMatchObject({ json: 'config', fresh: 'command-line' });
  });

  it('does not bound the time when only executions are bounded', () => {
    expect(resolve({ commandLine: { execs: '100k' } }).options).toMatchObject({
      execs: 100_000,
      timeMs: undefined,
    });
    expect(resolve({ commandLine: { execs: '1', time: '1s' } }).options).toMatchObject({
      execs: 1,
      timeMs: 1000,
    });
    expect(resolve({ commandLine: { time: 'none' } }).options.timeMs).toBeUndefined();
  });

  it('never gives the ladder more fuel than an execution may have', () => {
    expect(resolve({ commandLine: { maxSteps: '5k' } }).options).toMatchObject({
      maxSteps: 5000,
      ladderMaxSteps: 5000,
    });
  });

  it.each([
    [1, 1],
    [2, 1],
    [4, 3],
    [64, 8],
  ])('on %i processors takes %i workers', (cpuCount, workers) => {
    expect(resolve({}, cpuCount).options.workers).toBe(workers);
  });

  it('takes one pattern or several to instrument', () => {
    expect(resolve({ config: { instrument: 'a' } }).options.instrument).toEqual(['a']);
    expect(resolve({ commandLine: { instrument: ['a', 'b'] } }).options.instrument).toEqual([
      'a',
      'b',
    ]);
  });

  it.each([
    [
      { commandLine: { time: '60' } },
      '--time: "60" – expected a duration with its unit, as 500ms, 60s, 2m or 1h30m.',
    ],
    [{ commandLine: { maxSteps: '2^31' } }, '--max-steps: "2^31" – expected at most 2000000000.'],
    [{ commandLine: { maxSteps: '10' } }, '--max-steps: "10" – expected at least 1000.'],
    [{ commandLine: { hangTimeout: '1ms' } }, '--hang-timeout: "1ms" – expected at least 100 ms.'],
    [
      { environment: { maxSize: 'big' } },
      'SLOWPATH_MAX_SIZE: "big" – expected a whole number, as 5000, 100k, 1e6 or 2^30.',
    ],
    [{ config: { workers: 0 } }, '"workers" in the configuration file: 0 – expected at least 1.'],
    [
      { problem: { memory: '1tb' } },
      '"memory" in problem.json: "1tb" – expected megabytes, as 512, 512mb or 2gb.',
    ],
    [
      { commandLine: { failOn: 'quadratik' } },
      '--fail-on: "quadratik" – did you mean "quadratic"? It is one of constant, linear, superlinear, quadratic, cubic, exponential.',
    ],
    [
      { commandLine: { synth: 'profil' } },
      '--synth: "profil" – did you mean "profile"? It is one of profile, llm, replay, none.',
    ],
    [{ commandLine: { synth: 'none,profile' } }, '--synth: "none,profile" – none stands alone.'],
    [{ commandLine: { synth: 'llm' } }, '--synth llm asks a language model, and none is named.'],
    [
      { commandLine: { synth: 'replay' } },
      '--synth replay answers from recorded exchanges, and none are named.',
    ],
    [
      { commandLine: { baseUrl: 'https://me:secret@example.org/v1' } },
      'The URL of the language model holds a password.',
    ],
    [
      { commandLine: { llmPrice: '2.5' } },
      '--llm-price: "2.5" – expected two prices separated by a comma, such as 2.50,10.',
    ],
    [{ commandLine: { out: '' } }, '--out: "" – expected a text that is not empty.'],
    [
      { config: { fresh: 'maybe' } },
      '"fresh" in the configuration file: "maybe" – expected true or false.',
    ],
    [
      { config: { instrument: [1] } },
      '"instrument" in the configuration file: [1] – expected a text that is not empty.',
    ],
    [
      { commandLine: { args: '[string]', spec: 's.json' } },
      '--args and --spec both describe the input.',
    ],
  ])('refuses %j', (layers, message) => {
    expect(() => resolve(layers)).toThrow(expect.objectContaining({ code: 'usage', message }));
  });
});

describe('recordOptions', () => {
  it('keeps value and origin of every option, as JSON', () => {
    const record = recordOptions(resolve({ commandLine: { execs: '5', instrument: ['a'] } }));
    expect(Object.keys(record)).toEqual([...OPTION_NAMES]);
    expect(record).toMatchObject({
      time: { value: null, from: 'default' },
      execs: { value: 5, from: 'command-line' },
      instrument: { value: ['a'], from: 'command-line' },
      hangTimeout: { value: 5000, from: 'default' },
    });
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  });
});
