import { describe, expect, it } from 'vitest';
import { mergeReplies } from '../../../../src/synthesize/llm/merge-replies.ts';

const constraint = (id: unknown, when: string): object => ({ id, source: 'llm', when });
const recipe = (id: unknown, reaches: string, text: string): object => ({
  id,
  source: 'llm',
  reaches,
  input: { a: text },
});
const proposal = (constraints: readonly object[], recipes: readonly object[] = []) => ({
  constraints,
  recipes,
  notes: [],
});

describe('merging replies', () => {
  it('takes once what several say word for word, and leads recipes to it', () => {
    const merged = mergeReplies(
      [
        proposal([constraint('a', 'x > 1')], [recipe('r', 'a', 'i')]),
        proposal(
          [constraint('b', 'x > 1')],
          [recipe('r', 'b', 'n - i'), recipe('s', 'b', 'n - i')],
        ),
      ],
      [],
    );
    expect(merged.constraints).toEqual([constraint('a', 'x > 1')]);
    expect(merged.recipes).toEqual([recipe('r', 'a', 'i'), recipe('r-2', 'a', 'n - i')]);
  });

  it('makes ids unique, also against earlier rounds', () => {
    const merged = mergeReplies(
      [
        proposal([constraint('a', 'x > 1')], [recipe('r', 'a', 'i')]),
        proposal([constraint('a', 'x > 2')], [recipe('r', 'a', 'n')]),
      ],
      ['a'],
    );
    expect(merged.constraints).toEqual([constraint('a-2', 'x > 1'), constraint('a-3', 'x > 2')]);
    expect(merged.recipes).toEqual([recipe('r', 'a-2', 'i'), recipe('r-2', 'a-3', 'n')]);
  });

  it('names what has no name, and spells ids as the language has them', () => {
    const ids = [undefined, '', '!', 'Many équal keys?', 'x'.repeat(100)];
    const merged = mergeReplies([proposal(ids.map((id, i) => constraint(id, `x > ${i}`)))], []);
    expect(merged.constraints).toMatchObject([
      { id: 'constraint' },
      { id: 'constraint-2' },
      { id: 'constraint-3' },
      { id: 'Many-qual-keys' },
      { id: 'x'.repeat(56) },
    ]);
  });
});
