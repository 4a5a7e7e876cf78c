import { describe, expect, it } from 'vitest';
import { Vocabulary } from '../../../src/fuzz/vocabulary.ts';

describe('the vocabulary of a search', () => {
  it('keeps every word and pump once, in order of discovery', () => {
    const vocabulary = new Vocabulary(undefined);
    vocabulary.learn({ words: ['b', 'a', 'b', ''], pumps: [{ prefix: 'x', unit: 'y' }] });
    vocabulary.learn({
      words: ['a', 'c'],
      pumps: [
        { prefix: 'x', unit: 'y' },
        { prefix: '', unit: 'xy' },
        { prefix: 'z', unit: '' },
      ],
    });
    expect(vocabulary.words).toEqual(['b', 'a', 'c']);
    expect(vocabulary.pumps).toEqual([
      { prefix: 'x', unit: 'y' },
      { prefix: '', unit: 'xy' },
    ]);
  });

  it('is what it was after a restart', () => {
    const vocabulary = new Vocabulary(undefined);
    vocabulary.learn({ words: ['q', 'r'], pumps: [{ prefix: '<', unit: '[' }] });
    const state = JSON.parse(JSON.stringify(vocabulary.state())) as ReturnType<Vocabulary['state']>;
    const restored = new Vocabulary(state);
    expect(restored.state()).toEqual(state);
    restored.learn(state);
    expect(restored.state()).toEqual(state);
  });

  it('is bounded', () => {
    const vocabulary = new Vocabulary(undefined);
    for (let k = 0; k < 10_000; k++)
      vocabulary.learn({ words: [`w${k}`], pumps: [{ prefix: '', unit: `u${k}` }] });
    expect(vocabulary.words.length).toBe(4096);
    expect(vocabulary.pumps.length).toBe(4096);
  });
});
