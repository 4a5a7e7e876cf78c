import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfigFile, readEnvironment } from '../../../src/config/config-file.ts';
import { makeTree } from '../../helpers/temp-tree.ts';

describe('readConfigFile', () => {
  it('reads the default file when there is one', () => {
    const root = makeTree({
      'slowpath.config.json': '\uFEFF{"$schema": "x", "time": "10s", "seed": 5}',
    });
    expect(readConfigFile(root, undefined)).toEqual({ time: '10s', seed: 5 });
    expect(readConfigFile(makeTree({}), undefined)).toEqual({});
  });

  it('makes paths absolute, seen from the file', () => {
    const root = makeTree({
      'conf/my.json': {
        spec: 'spec.json',
        seeds: '../seeds',
        out: '/abs',
        instrument: ['./lib', 'lodash', '../x/**'],
      },
    });
    expect(readConfigFile(root, 'conf/my.json')).toEqual({
      spec: join(root, 'conf/spec.json'),
      seeds: join(root, 'seeds'),
      out: '/abs',
      instrument: [join(root, 'conf/lib'), 'lodash', join(root, 'x/**')],
    });
  });

  it.each([
    ['{', 'is not valid JSON'],
    ['[]', 'must hold one JSON object'],
    ['null', 'must hold one JSON object'],
    ['{"maxsteps": 1}', 'there is no option "maxsteps"'],
    ['{"__proto__": 1}', 'there is no option "__proto__"'],
  ])('refuses %j', (text, message) => {
    const root = makeTree({ 'slowpath.config.json': text });
    expect(() => readConfigFile(root, undefined)).toThrow(
      expect.objectContaining({ code: 'data', message: expect.stringContaining(message) }),
    );
  });

  it('suggests the option that was meant', () => {
    const root = makeTree({ 'slowpath.config.json': { maxsteps: 1 } });
    expect(() => readConfigFile(root, undefined)).toThrow(
      expect.objectContaining({ hint: 'Did you mean "maxSteps"?' }),
    );
  });

  it('refuses a named file that is not there', () => {
    expect(() => readConfigFile(makeTree({}), 'my.json')).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: '--config my.json: there is no such file.',
      }),
    );
  });
});

describe('readEnvironment', () => {
  it('reads its own variables only, and lists by commas', () => {
    const environment = {
      SLOWPATH_MAX_SIZE: '10k',
      SLOWPATH_INSTRUMENT: 'a, b',
      SLOWPATH_SEED: '',
      SLOWPATH_UNKNOWN: 'x',
      TIME: '5',
    };
    expect(readEnvironment(environment)).toEqual({ maxSize: '10k', instrument: ['a', 'b'] });
  });
});
