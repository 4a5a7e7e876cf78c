import { expect, it } from 'vitest';
import { listPlaces, locatePlace } from '../../../src/instrument/probe-places.ts';
import { placeKey } from '../../../src/instrument/probe-points.ts';

const FILE = '/main.js';
const PLACES = listPlaces({
  id: FILE,
  code: 'function first(a) {\n  return a;\n}\nmodule.exports = first;\n',
  format: 'commonjs',
  language: 'js',
});

it('a function that begins where its module does is told apart from it', () => {
  const keys = PLACES.map(placeKey);
  expect(new Set(keys).size).toBe(keys.length);
});

it.each(['first', '<module>'])('the entry of %s is found by name', (name) => {
  const where = { file: 'main.js', function: name, line: 1, at: 'entry' } as const;
  expect(locatePlace(PLACES, where, (file) => file === FILE)).toMatchObject({ functionName: name });
});
