import { describe, expect, it } from 'vitest';
import { createLiteralModel } from '../../../src/inputs/literal-model.ts';
import { toTaggedJson } from '../../../src/suite/tagged-json.ts';
import { TEST_REALM } from '../../contract/input-model.ts';

describe('a literal model', () => {
  it('hands stdin over as it was written, whatever its line endings', () => {
    const model = createLiteralModel('stdin');
    const text = '3\r\n1 2\r3\n\ufffd';
    const g = model.decode(text);
    expect(model.build(g, TEST_REALM)).toBe(text);
    expect(model.encode(g)).toBe(text);
    expect(model.sizeOf(g)).toBe(text.length);
  });

  it('builds every tagged form', () => {
    const model = createLiteralModel('function');
    const args = [
      [1, undefined, -0, NaN, Infinity, 7n],
      new Date(5),
      /a+/g,
      new Map([[{ a: 1 }, new Set(['x'])]]),
      Uint8Array.of(1, 2),
      { $type: 'mine', b: [null] },
      // eslint-disable-next-line no-sparse-arrays -- holes are what is tested
      [1, , 3],
    ];
    const text = JSON.stringify(args.map(toTaggedJson));
    const built = model.build(model.decode(text), TEST_REALM);
    expect(built).toEqual(args);
    expect(1 in ((built[6] ?? []) as object)).toBe(false);
    expect(model.encode(model.decode(text))).toBe(text);
  });

  it.each(['{', '{"args":[]}', '7'])('refuses %s', (text) => {
    expect(() => createLiteralModel('function').decode(text)).toThrow(/an input is no/);
  });

  it('refuses forms that it does not know', () => {
    const model = createLiteralModel('function');
    expect(() => model.build(model.decode('[{"$type":"odd"}]'), TEST_REALM)).toThrow(
      'unknown tagged form "odd"',
    );
  });
});
