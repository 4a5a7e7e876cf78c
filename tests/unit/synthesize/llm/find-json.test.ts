import { describe, expect, it } from 'vitest';
import { findJson } from '../../../../src/synthesize/llm/find-json.ts';

describe('finding JSON in a text', () => {
  it.each<[string, string, unknown[]]>([
    ['alone', '{"a": 1}', [{ a: 1 }]],
    ['in a fence', 'Here:\n```json\n{"a": [1, 2]}\n```\nDone.', [{ a: [1, 2] }]],
    ['in prose with brackets', 'f(x) = [0, 1) and {x}: {"a": 1} (see [2])', [{ a: 1 }, [2]]],
    ['two values', '{"a": 1}\n{"b": 2}', [{ a: 1 }, { b: 2 }]],
    ['brackets in strings', '{"a": "}{][\\"}"}', [{ a: '}{]["}' }]],
    ['none', 'no JSON here, "not even {" in a string', []],
    ['nothing', '', []],
  ])('takes it %s', (_, text, values) => {
    expect(findJson(text)).toEqual(values);
  });

  it.each<[string, string, unknown[]]>([
    ['a comma too many', '{"a": [1, 2, ], }', [{ a: [1, 2] }]],
    ['comments', '{// why\n"a": 1, /* b */ "c": "// d" // e\n}', [{ a: 1, c: '// d' }]],
    ['line breaks in strings', '{"a": "b\nc\td"}', [{ a: 'b\nc\td' }]],
  ])('mends %s', (_, text, values) => {
    expect(findJson(text)).toEqual(values);
  });

  it('takes what is whole inside of what is cut off or damaged', () => {
    expect(findJson('{"list": [{"a": 1}, {"b": 2}, {"c": "ende')).toEqual([{ a: 1 }, { b: 2 }]);
    expect(findJson('{"list": [{"a": 1}, {"b" 2}, {"c": 3}]}')).toEqual([{ a: 1 }, { c: 3 }]);
  });

  it('keeps a property called __proto__ as data', () => {
    const [value] = findJson('{"__proto__": {"polluted": true}}');
    expect(Object.keys(value ?? {})).toEqual(['__proto__']);
    expect('polluted' in {}).toBe(false);
  });

  it('gives up on depth and on noise instead of running on', () => {
    expect(findJson('['.repeat(100_000))).toEqual([]);
    expect(findJson(`${'['.repeat(70)}1${']'.repeat(70)}`)).toEqual([
      JSON.parse(`${'['.repeat(64)}1${']'.repeat(64)}`),
    ]);
    expect(findJson('{"'.repeat(50_000))).toEqual([]);
    expect(findJson(`${'{,'.repeat(500)}{"a": 1}`)).toEqual([]);
    expect(findJson(`[${'1,],['.repeat(30_000)}1]`)).toHaveLength(400);
  });
});
