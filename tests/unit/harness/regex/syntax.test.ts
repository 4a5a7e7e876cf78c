import { describe, expect, it } from 'vitest';
import { createBoundedMatcher, findCounted, findReal } from '../../../helpers/regex-oracle.ts';

/** Pattern, flags, subjects; a subject may be followed by a `lastIndex`. */
type Row = readonly [source: string, flags: string, ...subjects: (string | number)[]];

const TABLES: Readonly<Record<string, readonly Row[]>> = {
  'characters and escapes': [
    ['abc', '', 'xabcd', 'ab', ''],
    ['', '', '', 'a'],
    ['a\\.b\\/c\\-d', '', 'a.b/c-d', 'axb/c-d'],
    ['\\t\\n\\v\\f\\r\\0', '', '\t\n\v\f\r\0'],
    ['\\x41\\u0042\\cC', '', 'AB\x03'],
    ['\\1', '', '\x01', '1'],
    ['\\8\\k', '', '8k'],
    ['a{b', '', 'a{b'],
    ['\\u{61}', 'u', 'a'],
    ['\\u{61}', '', `u${'{61}'}`, 'u'.repeat(61)],
    ['\\ud83d\\ude00', 'u', '😀', '\ud83d'],
    ['\\ud83d', '', '😀'],
    ['\\ud83d', 'u', '😀', '\ud83da'],
    ['😀', 'u', 'a😀'],
    ['.', '', '\n', '\u2028', '😀'],
    ['.', 's', '\n'],
    ['^.$', 'u', '😀', '\ude00'],
    ['^..$', '', '😀'],
  ],
  'classes and sets': [
    ['[abc]', '', 'xb', 'x'],
    ['[^abc]', '', 'abcx', 'abc'],
    ['[a-cx-z]+', '', '--abyz--'],
    ['[]', '', 'a', ''],
    ['[^]', '', '\n', ''],
    ['[\\]\\-\\b]', '', ']', '-', '\b'],
    ['\\d\\D\\w\\W\\s\\S', '', '1a_- x', '11_- x'],
    ['[\\d\\-x]+', '', 'a1-x'],
    ['\\s+', '', 'a \t\u00a0\ufeff\u2003\u180eb'],
    ['[^\\s]+', '', ' \u2003é '],
    ['[😀-😂]', 'u', '😁', '\ud83d'],
    ['[^a]', 'u', '😀', 'a'],
    ['[^a]', '', '😀'],
    ['\\p{Lu}\\P{Lu}\\p{Script=Greek}', 'u', 'ÀàΩ', 'AAω'],
    ['\\p{ASCII_Hex_Digit}+', 'u', 'xyzAF09'],
    ['[\\p{L}--[a-z]]+', 'v', 'abÀÉc'],
    ['[\\p{L}&&\\p{ASCII}]+', 'v', 'éab'],
    ['[\\w--[_\\d]]+', 'v', '_1ab'],
    ['[\\q{abc|d|}x]', 'v', 'abcd', 'dx', 'yabc', ''],
    ['^[\\q{a|ab|abc}]c', 'v', 'abc', 'abcc'],
    ['(?<=[\\q{ab|b}])c', 'v', 'abc'],
    ['^\\p{RGI_Emoji}$', 'v', '👨‍👩‍👧', '😀', 'a'],
    ['^\\p{Emoji_Keycap_Sequence}+$', 'v', '1️⃣2️⃣', '1'],
    ['[^\\p{L}]', 'v', 'a1'],
  ],
  'case folding': [
    ['aBc', 'i', 'AbC'],
    ['[a-c]+', 'i', 'xABCx'],
    ['[^a]', 'i', 'A', 'b'],
    ['straße', 'i', 'STRAßE', 'STRASSE'],
    ['é', 'i', 'É', 'e'],
    ['[à-ö]+', 'i', 'ÀÖ'],
    ['σ', 'i', 'Σς', 'ς'],
    ['σ', 'iu', 'ς'],
    ['k', 'i', '\u212a', 'K'],
    ['k', 'iu', '\u212a'],
    ['\\u212a', 'iu', 'k'],
    ['\\w', 'i', 'ſ'],
    ['\\w', 'iu', 'ſ'],
    ['\\W', 'iu', 'S', 'ſ'],
    ['[\\w-]+', 'iu', 'ſK-'],
    ['\\b', 'iu', '-ſ'],
    ['𐐀', 'iu', '𐐨'],
    ['[𐐀-𐐂]', 'iu', '𐐨'],
    ['[^x]', 'iu', 'X', 'y'],
    ['ı', 'i', 'I', 'ı'],
    ['\\p{Lu}', 'iu', 'a'],
    ['\\P{Lu}', 'iu', 'A'],
    ['[\\p{Lu}]', 'iv', 'a'],
  ],
  quantifiers: [
    ['a*', '', 'aaab', 'b'],
    ['a+', '', 'baaab', 'b'],
    ['a?b', '', 'ab', 'b'],
    ['a{2}', '', 'aaa', 'a'],
    ['a{2,}', '', 'aaaa', 'a'],
    ['a{1,2}', '', 'aaa'],
    ['a{0}b', '', 'ab'],
    ['(a){0}b', '', 'ab'],
    ['a*?b', '', 'aab'],
    ['a+?', '', 'aa'],
    ['a??b', '', 'ab'],
    ['a{1,3}?b', '', 'aab', 'aaaab'],
    ['.*?x', '', 'aax', 'aa'],
    ['[ab]{2,4}?c', '', 'ababc', 'c'],
    ['(?:ab){2,3}', '', 'abababab', 'ab'],
    ['(?:ab){2,3}?', '', 'abababab'],
    ['(?:ab)*c', '', 'ababc'],
    ['(?:ab)+?c', '', 'ababc'],
    ['(?:a|ab)(?:c|bcd)(?:d*)', '', 'abcd'],
    ['(?:a?){2,3}', '', 'a', ''],
    ['(?:a?){3}b', '', 'ab', 'aaaab'],
    ['(?:a*)*b', '', 'aab', 'c'],
    ['(?:a*?)*b', '', 'aab'],
    ['(?:|a)+', '', 'aa'],
    ['(?:a|)*b', '', 'aab'],
    ['😀{2}', 'u', '😀😀'],
    ['.{2}', 'u', '😀a'],
    ['[^b]*b', 'u', '😀😀b'],
    ['.*\\ude00', 'u', '😀😀'],
    ['[😀a]*a', 'u', '😀a😀a😀'],
  ],
  groups: [
    ['(a)(b)?', '', 'ab', 'a'],
    ['(a*)*', '', 'b', 'aab'],
    ['(z)((a+)?(b+)?(c))*', '', 'zaacbbbcac'],
    ['(?:(a)|b)*', '', 'ab', 'ba'],
    ['(?:(a)|(b))+', '', 'aba'],
    ['((a)|(b)|c)*', '', 'abc'],
    ['(?:(a)|(b)){2,3}', '', 'abab'],
    ['(a?)*?b', '', 'ab'],
    ['(?<year>\\d{4})-(?<month>\\d\\d)', '', 'on 2024-05-06'],
    ['()|', '', ''],
    ['((((((((((a))))))))))\\10', '', 'aa'],
  ],
  backreferences: [
    ['(a+)b\\1', '', 'aabaa', 'aaba'],
    ['\\1(a)', '', 'aa'],
    ['(a\\1)', '', 'aa'],
    ['(?:\\2b|(a(c)?))*', '', 'acbacb'],
    ['(?<x>.)\\k<x>', '', 'abbc'],
    ['\\k<x>(?<x>a)', '', 'aa'],
    ['(ab)\\1', 'i', 'abAB'],
    ['(ſ)\\1', 'iu', 'ſs'],
    ['(é)\\1', 'i', 'éÉ'],
    ['(𐐀)\\1', 'iu', '𐐀𐐨', '𐐀𐐀'],
    ['(😀)\\1', 'u', '😀😀', '😀😁'],
    ['(.)\\1', 'u', '\ud83d😀', 'aa'],
    ['(?:(a)|b)\\1', '', 'b', 'aa', 'ab'],
    ['(a*)(b)\\1', '', 'aabaa', 'b'],
  ],
  assertions: [
    ['^a', '', 'ba', 'ab'],
    ['a$', '', 'ab', 'ba'],
    ['^a$', 'm', 'b\na\nc', 'b\r\na', 'b\u2028a\u2029'],
    ['^', 'gm', 'a\nb', 1],
    ['$', 'm', 'a\nb'],
    ['\\bfoo\\b', '', 'a foo b', 'afoo'],
    ['\\Bo\\B', '', 'foot', 'o'],
    ['\\b', '', '', ' ', 'a'],
    ['a|^b', '', 'cb', 'b'],
    ['(?:^a|^b)c', '', 'xac', 'bc'],
  ],
  lookarounds: [
    ['a(?=b)', '', 'aab', 'a'],
    ['a(?!b)', '', 'aba', 'ab'],
    ['(?=(a+))a*b\\1', '', 'baaabac'],
    ['(?=(a+))', '', 'baaabac'],
    ['(.*?)a(?!(a+)b\\2c)\\2(.*)', '', 'baaabaac'],
    ['(?!(a))b\\1', '', 'b'],
    ['(?=(a))?b', '', 'ab'],
    ['(?=(a))*', '', 'a'],
    ['(?:(?=(a))){1,3}', '', 'a'],
    ['(?:(?=(a|ab))\\1)+c', '', 'aac', 'abc'],
    ['(?=a*?(b))a', '', 'aab'],
    ['(?<=a)b', '', 'bab', 'b'],
    ['(?<!a)b', '', 'ab b', 'ab'],
    ['(?<=(\\d+)(\\d+))$', '', '1053'],
    ['(?<=\\1(a))b', '', 'aab', 'ab'],
    ['(?<=(a)\\1)b', '', 'aab'],
    ['(?<=([abc]+?)([abc]+))$', '', 'abc'],
    ['(?<=^(\\w+))def', '', 'abcdef'],
    ['(?<=a(?=b).)c', '', 'abc'],
    ['(?<!(?<=a)b)c', '', 'abc', 'bc'],
    ['(?<=😀)a', 'u', '😀a', '\ude00a'],
    ['(?<=.)a', 'u', '😀a'],
    ['(?<=[^x]{2})a', 'u', '😀ba'],
    ['(?<=(?:ab|b)+)c', '', 'babc'],
    ['(?<=\\b)a', '', ' a'],
    ['(?<=^|,)a', 'g', 'b,a', 1],
    ['(?<=a{2,3}?)b', '', 'aaab'],
    ['(?<=(.)(.)\\2\\1)x', '', 'abbax'],
    ['(?<=(?<n>A))\\k<n>', 'i', 'Aa'],
  ],
  'flags and lastIndex': [
    ['a', 'g', 'aba', 1, 'aba', 3, 'aba', 4],
    ['a', 'y', 'aba', 1, 'aba', 2],
    ['a*', 'y', 'baa', 0, 'baa', 1],
    ['a', '', 'aba', 2],
    ['(?:)', 'g', '😀', 1],
    ['a', 'd', 'ba'],
    ['x', 'dgimsuy', 'x'],
    ['.', 'gu', '😀a', 1],
    ['.', 'yu', '😀a', 1],
    ['\\B', 'yu', 'aa😀', 3],
    ['^a', 'gm', 'a\na', 1],
    ['^a', 'g', 'aa', 1],
  ],
};

/** Pairs of subject and lastIndex. */
function samples(row: Row): [string, number][] {
  const [, , ...rest] = row;
  return rest.flatMap((item, i) => {
    const next = rest[i + 1];
    return typeof item === 'string' ? [[item, typeof next === 'number' ? next : 0]] : [];
  });
}

describe('the matcher agrees with the engine on', () => {
  const matcher = createBoundedMatcher();
  it.each(Object.entries(TABLES))('%s', (_, rows) => {
    for (const row of rows) {
      const regexp = new RegExp(row[0], row[1]);
      for (const [subject, lastIndex] of samples(row)) {
        const found = findCounted(matcher, regexp, subject, lastIndex);
        const label = `${regexp} on ${JSON.stringify(subject)} from ${lastIndex}`;
        expect(found, label).toEqual(findReal(regexp, subject, lastIndex));
      }
    }
  });

  it('every code unit, by every kind of set', () => {
    const sources = [
      '\\w',
      '\\s',
      '\\d',
      '.',
      'k',
      's',
      'ß',
      'µ',
      'ÿ',
      '[a-zé]',
      '[^k-s]',
      '[\\W]',
    ];
    for (const source of sources) {
      for (const flags of ['', 'i', 'u', 'iu', 'v', 'iv']) {
        const regexp = new RegExp(source, flags);
        const wrong: number[] = [];
        for (let unit = 0; unit < 0x10000; unit += unit < 0x3000 ? 1 : 97) {
          const text = String.fromCharCode(unit);
          const found = findCounted(matcher, regexp, text, 0) !== undefined;
          if (found !== regexp.test(text)) wrong.push(unit);
        }
        expect(wrong, `${regexp}`).toEqual([]);
      }
    }
  });
});
