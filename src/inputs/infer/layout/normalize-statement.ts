const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Spellings of the same thing, in order of application. */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/\r\n?/gu, '\n'],
  [/<sup>\s*([^<]*?)\s*<\/sup>/giu, '^$1'],
  [/<sub>\s*([^<]*?)\s*<\/sub>/giu, '_{$1}'],
  [/<[a-z/][^<>]{0,80}>/giu, ' '],
  [/&lt;/gu, '<'],
  [/&gt;/gu, '>'],
  [/&le;/gu, '≤'],
  [/&ge;/gu, '≥'],
  [/\\(?:leq?slant|leqq|leq|le)(?![a-z])/gu, '≤'],
  [/\\(?:geq?slant|geqq|geq|ge)(?![a-z])/gu, '≥'],
  [/\\lt(?![a-z])/gu, '<'],
  [/\\gt(?![a-z])/gu, '>'],
  [/<=|⩽|≦/gu, '≤'],
  [/>=|⩾|≧/gu, '≥'],
  [/\\(?:cdot|times)(?![a-z])|[·×∙⋅]/gu, '*'],
  [/\\(?:l|c)?dots(?![a-z])|\.\.\.+/gu, '…'],
  [/\\(?:lvert|rvert|vert|mid)(?![a-z])/gu, '|'],
  [/\\(?:left|right|displaystyle|big|Big)(?![a-z])/gu, ''],
  [/\\(?:text|texttt|mathrm|mathtt|textbf|mathit|operatorname)\s*\{([^{}]*)\}/gu, '$1'],
  [/\\(min|max)(?![a-z])/gu, '$1'],
  [/\\[,;:! ]|~/gu, ' '],
  [/\{,\}/gu, ''],
  [/\\[{}%#_&]/gu, ' '],
  [/\$+|`/gu, ' '],
  [/[−–](?=\s*\d)/gu, '-'],
  [/\s*\^\s*/gu, '^'],
  [/\^\{\s*([^{}]*?)\s*\}/gu, '^$1'],
  // 200 000 and 200,000 and 1_000
  [
    /(?<![\d^.])(\d{1,3})(?:[ ,_\u00a0\u2009](\d{3}))(?:[ ,_\u00a0\u2009](\d{3}))?(?!\d)/gu,
    '$1$2$3',
  ],
  [/\b(\d+)([a-zA-Z])\b/gu, '$1*$2'],
  // n(n - 1)/2
  [/(?<![A-Za-z])([A-Za-z])\((?=\w+\s*[-+]\s*\d+\s*\))/gu, '$1*('],
];

/** Subscripts that say "any element": `a_i`, `a_{i,j}`, `a[i]`, `a_1`. */
const SUBSCRIPT =
  /\b([A-Za-z]+)\s?(?:_\{[^{}]{1,12}\}|_[A-Za-z0-9]{1,3}\b|\[[A-Za-z0-9, +-]{1,9}\])/gu;

/**
 * A problem's statement in one spelling: `≤ < ≥ > * ^ …` for signs whatever they were written with (TeX, HTML,
 * ASCII), digits without separators, `a[]` for the elements of a list.
 */
export function normalizeStatement(statement: string): string {
  let text = statement;
  for (const [pattern, replacement] of REWRITES) text = text.replace(pattern, replacement);
  text = text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/gu, (digits) => {
    const plain = Array.from(digits, (digit) => SUPERSCRIPTS.indexOf(digit)).join('');
    return `^${plain}`;
  });
  // 1 ≤ step length ≤ 6: words between two signs are one name.
  text = text.replace(/(?<=[≤<]\s*)[A-Za-z]{2,}(?: [A-Za-z]{2,}){1,2}(?=\s*[≤<])/gu, (words) =>
    words.replaceAll(' ', ''),
  );
  return text.replace(SUBSCRIPT, '$1[]').replace(/[ \t\u00a0]+/gu, ' ');
}
