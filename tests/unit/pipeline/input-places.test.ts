import { describe, expect, it } from 'vitest';
import type { InputSpec } from '../../../src/core/input-spec.ts';
import { createModel } from '../../../src/pipeline/create-model.ts';
import { inputPlaces } from '../../../src/pipeline/input-places.ts';
import { parseArgsType } from '../../../src/inputs/args/parse-args-type.ts';

function placesOf(spec: InputSpec, parameters: readonly string[]): ReturnType<typeof inputPlaces> {
  const description = { kind: 'spec', spec, maxSize: 1000 } as const;
  const local = createModel(description, { draw: () => undefined });
  return inputPlaces({ local, model: { description, origin: 'a test', notes: [] }, parameters });
}

describe('inputPlaces', () => {
  it('names arguments by their places and by the names of the parameters', () => {
    const spec = parseArgsType('[List<Int<0,9>,1,50>, Text<"ab",0,20>, { k: Int<1,100> }]');
    const places = placesOf(spec, ['xs', 'text', 'options']);
    expect(places.map(({ place, kind }) => [place, kind])).toEqual([
      ['args[0]', 'list'],
      ['args[1]', 'text'],
      ['args[2].k', 'number'],
    ]);
    expect(places.map(({ names }) => names[0])).toEqual(['xs', 'text', 'options.k']);
    expect(places.map(({ description }) => description)).toEqual([
      'list of integers from 0 to 9 of length 1 to 50',
      'text of length 0 to 20, of the characters "ab"',
      'integer from 1 to 100',
    ]);
  });

  it('has no places for inputs that are drawn choices', () => {
    const description = { kind: 'choices', maxSize: 10 } as const;
    const local = createModel(description, { draw: () => undefined });
    const model = { description, origin: 'a test', notes: [] };
    expect(inputPlaces({ local, model, parameters: [] })).toEqual([]);
  });
});
