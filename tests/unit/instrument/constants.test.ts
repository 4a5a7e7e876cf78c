import { describe, expect, it } from 'vitest';
import { instrumentModule } from '../../../src/instrument/instrument.ts';

function constantsOf(code: string): { strings: readonly string[]; numbers: readonly number[] } {
  return instrumentModule(
    { id: '/p/m.ts', code, format: 'module', language: 'ts' },
    { file: 0, firstSite: 0, firstFunction: 0 },
  ).constants;
}

describe('the dictionary', () => {
  it.each([
    ['comparisons', 'x === "key" || 7 < y || z != -3', ['key'], [-3, 7]],
    ['switch cases', 'switch (x) { case "a": case 2: default: }', ['a'], [2]],
    [
      'arguments of searching methods',
      's.includes("in"); s?.startsWith("st"); s.split(","); a.indexOf(4)',
      [',', 'in', 'st'],
      [4],
    ],
    ['character codes', 's.charCodeAt(0) === 65', ['A'], [65]],
    ['character codes in switches', 'switch (s.charCodeAt(i)) { case 91: }', ['['], [91]],
    ['character codes in variables', 'code >= 48 && ch <= 57', ['0', '9'], [48, 57]],
    [
      'fragments of regular expressions',
      '/ab+c(?:de|\\.f)[xy]\\d\\n/',
      ['\n', '.f', 'ab', 'c', 'de', 'xy'],
      [],
    ],
    [
      'keys of lookup tables',
      'const t = { if: 1, "else": 2, while: 3 }',
      ['else', 'if', 'while'],
      [],
    ],
    [
      'entries of sets and maps',
      'new Set(["p", "q"]); new Map([["r", 1]]); new Set("xy")',
      ['p', 'q', 'r', 'x', 'y'],
      [],
    ],
    ['escaped characters of patterns', '/[\\u001b]|\\x41\\x2b/', ['\u001b', 'A+'], []],
    ['patterns of texts', 'new RegExp("<!--|c"); RegExp("a\\\\.b")', ['<!--', 'a.b', 'c'], []],
    ['lists of words', 'const tags = ["a", "href"]', ['a', 'href'], []],
    [
      'named pieces of a notation',
      'const open = "{{"; x.y = ";"; f = { close: "}}" }',
      [';', '{{', '}}'],
      [],
    ],
    [
      'named character codes',
      'f = { CHAR_COMMA: 44, LIMIT: 45 }; const codeOfDot = 46',
      [',', '.'],
      [],
    ],
    [
      'pieces that texts are put together of',
      'x = "<" + name + `="${y}"`; eat("*/")',
      ['"', '*/', '<', '="'],
      [],
    ],
    ['templates and asserted types', 'x === `t` || y === ("u" as string)', ['t', 'u'], []],
  ])('takes %s', (_, code, strings, numbers) => {
    expect(constantsOf(code)).toEqual({ strings, numbers });
  });

  it('leaves out what is not compared with: messages, options, empty texts', () => {
    const long = 'x'.repeat(65);
    expect(
      constantsOf(`log("hello"); f({ a: 1, b: 2 }); x === ""; y === "${long}"; z = 5;`),
    ).toEqual({
      strings: [],
      numbers: [],
    });
  });
});
