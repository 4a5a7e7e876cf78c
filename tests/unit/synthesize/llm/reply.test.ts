import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../../constraints/language/parse.ts';
import { parseConstraint, parseRecipe } from '../../../../constraints/language/schema.ts';
import { readReply } from '../../../../src/synthesize/llm/reply.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { answer, constraintAnswer, recipeAnswer } from './fake-context.ts';

const DOCUMENT = {
  id: 'few-distinct',
  source: 'llm',
  description: 'different items make the list grow',
  where: { file: 'dedupe.js', line: 3, at: 'loop' },
  let: { share: 'len(seen) / len(items)' },
  when: 'share > 0.5',
  expects: 'slower',
};

const RECIPE = {
  id: 'ramp',
  source: 'llm',
  description: 'all different',
  reaches: 'few-distinct',
  input: { items: 'i' },
};

const ANSWER = answer([constraintAnswer('few-distinct')], [recipeAnswer('ramp', 'few-distinct')]);

describe('reading a reply', () => {
  it.each([
    ['JSON alone', ANSWER],
    [
      'JSON in Markdown',
      `Sure! Here it is:\n\n\`\`\`json\n${ANSWER}\n\`\`\`\n\nI hope [this] helps {you}.`,
    ],
    ['JSON after thinking aloud', `<think>{"constraints": [{"when": "draft"}]}</think>\n${ANSWER}`],
    ['JSON in a wrapper', `{"result": {"answer": ${ANSWER}}}`],
    ['JSON in another language', `当然可以。以下是答案：${ANSWER}（完）`],
    [
      'the documents one by one',
      `${JSON.stringify(constraintAnswer('few-distinct'))}\n${JSON.stringify(recipeAnswer('ramp', 'few-distinct'))}`,
    ],
    [
      'a list of documents',
      `[${JSON.stringify(constraintAnswer('few-distinct'))}, ${JSON.stringify(recipeAnswer('ramp', 'few-distinct'))}]`,
    ],
    [
      "documents in the language's own form",
      JSON.stringify({ constraints: [DOCUMENT], recipes: [RECIPE] }),
    ],
  ])('takes %s', (_, text) => {
    expect(readReply(text)).toEqual({
      constraints: [DOCUMENT],
      recipes: [RECIPE],
      notes: [],
      isAnswer: true,
    });
  });

  it.each([
    ['empty', ''],
    ['prose', 'The loop on line 5 is slow because of seen.'],
    ['a refusal', 'Es tut mir leid, dabei kann ich nicht helfen.'],
    ['code', 'require("child_process").execSync("touch /tmp/owned")'],
    ['another object', '{"error": "overloaded"}'],
    ['a number', '42'],
  ])('finds nothing in %s', (_, text) => {
    expect(readReply(text)).toEqual({ constraints: [], recipes: [], notes: [], isAnswer: false });
  });

  it('takes an empty list for an answer', () => {
    expect(readReply('{"constraints": []}').isAnswer).toBe(true);
  });

  it('keeps the others when one document is malformed', () => {
    const good = JSON.stringify(constraintAnswer('good'));
    const text = `{"constraints": [${good}, {"id": "bad", "when" "x"}, ${good.replace('good', 'second')}], "recipes": []}`;
    expect(readReply(text).constraints).toMatchObject([{ id: 'good' }, { id: 'second' }]);
  });

  it('keeps what is whole when the reply is cut off', () => {
    const text = answer([constraintAnswer('a'), constraintAnswer('b'), constraintAnswer('c')]);
    const cut = text.slice(0, text.indexOf('"c"') + 40);
    expect(readReply(cut).constraints).toMatchObject([{ id: 'a' }, { id: 'b' }]);
  });

  it('turns away what is no object, and what is too large', () => {
    const { constraints, notes } = readReply(
      JSON.stringify({
        constraints: [7, 'len(a) > 3', constraintAnswer('long', 'x'.repeat(9000))],
      }),
    );
    expect(constraints).toEqual([]);
    expect(notes).toEqual([
      'a constraint of a reply is no object: 7',
      'a constraint of a reply is no object: "len(a) > 3"',
      expect.stringMatching(/^a constraint of 9\d{3} characters was turned away: \{"id":"long"/),
    ]);
  });

  it('takes the first ones when there are too many', () => {
    const many = Array.from({ length: 30 }, (_, i) => constraintAnswer(`c${i}`));
    const { constraints, notes } = readReply(answer(many));
    expect(constraints).toHaveLength(24);
    expect(notes).toEqual(['of 30 constraints in a reply the first 24 were taken']);
  });

  it('reads a huge reply up to its limit', () => {
    const { constraints, notes } = readReply(`${ANSWER}${' '.repeat(300_000)}`);
    expect(constraints).toHaveLength(1);
    expect(notes).toEqual([
      expect.stringMatching(/^a reply of 300\d{3} characters was read up to 200000$/),
    ]);
  });

  it('passes on values of the wrong type, for the gate to judge, but says itself who proposed them', () => {
    const { constraints } = readReply(
      '{"constraints": [{"id": 7, "source": "user", "when": {"$gt": 1}, "where": "here", "let": [1], "extra": true}]}',
    );
    expect(constraints).toEqual([
      { id: 7, source: 'llm', where: 'here', let: [1], when: { $gt: 1 }, expects: 'slower' },
    ]);
  });

  it('keeps names such as __proto__ as data', () => {
    const { constraints } = readReply(
      '{"constraints": [{"when": "x", "let": [{"name": "__proto__", "expression": "1"}, {"name": "constructor", "expression": "2"}]}]}',
    );
    expect(JSON.stringify(constraints)).toContain('"let":{"__proto__":"1","constructor":"2"}');
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });
});

/** A reply after something happened to it on the way. */
const mutated = fc
  .tuple(
    fc.constantFrom(
      ANSWER,
      JSON.stringify({ constraints: [DOCUMENT], recipes: [RECIPE] }, null, 2),
      `\`\`\`json\n${ANSWER}\n\`\`\``,
      answer([constraintAnswer('a'), constraintAnswer('b', 'x.constructor')], [recipeAnswer('r')]),
    ),
    fc.array(
      fc.record({
        kind: fc.constantFrom('cut', 'drop', 'insert', 'repeat', 'swap'),
        at: fc.nat({ max: 10_000 }),
        length: fc.nat({ max: 60 }),
        text: fc.oneof(
          fc.string({ maxLength: 20, unit: 'binary' }),
          fc.constantFrom(
            '{',
            '}',
            '[',
            ']',
            '"',
            '\\',
            ',',
            ':',
            'null',
            '`',
            '${',
            '__proto__',
            '/*',
            '//',
            '\u0000',
            '</think>',
          ),
        ),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([text, edits]) =>
    edits.reduce((reply, { kind, at, length, text: piece }) => {
      const i = at % (reply.length + 1);
      const [head, middle, tail] = [
        reply.slice(0, i),
        reply.slice(i, i + length),
        reply.slice(i + length),
      ];
      switch (kind) {
        case 'cut':
          return head;
        case 'drop':
          return head + tail;
        case 'repeat':
          return head + middle + middle + middle + tail;
        case 'swap':
          return tail + middle + head;
        case 'insert':
          return head + piece + middle + tail;
      }
    }, text),
  );

const HOSTILE = [
  'globalThis.owned = 1',
  'require("child_process").execSync("touch /tmp/owned")',
  'import("node:fs")',
  'this.constructor.constructor("globalThis.owned = 1")()',
  'items.__proto__.owned',
  'items["constr" + "uctor"]["constructor"]("return 1")()',
  '`${globalThis.owned = 1}`',
  '(() => { for (;;) {} })()',
  'items.map(x => x)',
  'new Function("globalThis.owned = 1")()',
  '/^(a+)+$/.test("a".repeat(40) + "b")',
  'eval("1")',
  'items.length = 0',
  'len(items) > 3; globalThis.owned = 1',
  '"use strict"; while (true) {}',
  '('.repeat(500),
];

/** Takes a proposal as far as the parser. */
function parseAll({ constraints, recipes }: ReturnType<typeof readReply>): readonly string[] {
  const refused: string[] = [];
  for (const document of constraints) {
    const parsed = parseConstraint(document);
    const read = parsed.ok
      ? parseExpression(parsed.constraint.when, { lets: parsed.constraint.let ?? {} })
      : parsed;
    if (!read.ok) refused.push(read.reason);
  }
  for (const document of recipes) {
    const parsed = parseRecipe(document);
    const read = parsed.ok
      ? Object.values(parsed.recipe.input).map((text) => parseExpression(text))
      : [parsed];
    for (const one of read) if (!one.ok) refused.push(one.reason);
  }
  return refused;
}

describe('a hostile reply', () => {
  it.each(HOSTILE)('is read and refused, and nothing of it runs: %s', (text) => {
    const reply = readReply(
      answer(
        [
          constraintAnswer('a', text),
          { ...constraintAnswer('b'), let: [{ name: 'u', expression: text }] },
        ],
        [{ ...recipeAnswer('r'), input: [{ place: 'items', expression: text }] }],
      ),
    );
    expect(parseAll(reply)).toHaveLength(3);
    expect('owned' in globalThis).toBe(false);
  });
});

describe('a mutated reply', () => {
  it('is read and parsed without ever throwing or running, whatever it says', () => {
    fc.assert(
      fc.property(mutated, fc.constantFrom(...HOSTILE), (text, hostile) => {
        const reply = readReply(text.replaceAll('len(seen)', hostile));
        for (const reason of parseAll(reply)) expect(reason).toBeTypeOf('string');
        expect('owned' in globalThis).toBe(false);
      }),
      { seed: TEST_SEED, numRuns: 3000 },
    );
  });

  it('gives documents of the right shape and notes, and nothing else, five thousand times', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const { constraints, recipes, notes } = readReply(text);
        for (const document of [...constraints, ...recipes]) {
          expect(document).toMatchObject({ source: 'llm' });
          // It came from JSON and goes back to it unchanged: no function, no getter, nothing hidden.
          expect(JSON.parse(JSON.stringify(document))).toEqual(document);
          expect(Object.getPrototypeOf(document)).toBe(Object.prototype);
        }
        expect(constraints.length).toBeLessThanOrEqual(24);
        expect(recipes.length).toBeLessThanOrEqual(24);
        for (const note of notes) expect(note).toBeTypeOf('string');
      }),
      { seed: TEST_SEED, numRuns: 5000 },
    );
  });

  it('still gives the untouched ones of several constraints, whatever happens to one', () => {
    const first = JSON.stringify(constraintAnswer('first'));
    const last = JSON.stringify(constraintAnswer('last'));
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom(' ', 'x', '7', ',', ':', '"', '{', '}', '[', ']', '\\'),
        (at, piece) => {
          const middle = JSON.stringify(constraintAnswer('middle'));
          const i = 1 + (at % (middle.length - 1));
          const damaged = middle.slice(0, i) + piece + middle.slice(i);
          const { constraints } = readReply(`{"constraints": [${first}, ${damaged}, ${last}]}`);
          for (const id of ['first', 'last']) {
            expect(constraints).toContainEqual(
              expect.objectContaining({ id, when: 'share > 0.5' }),
            );
          }
        },
      ),
      { seed: TEST_SEED, numRuns: 1000 },
    );
  });
});
