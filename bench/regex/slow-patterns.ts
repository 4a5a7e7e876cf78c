/** A pattern that is known to be slow, and what makes it so. */
export interface SlowPattern {
  readonly name: string;
  readonly pattern: RegExp;
  /** An input with its slow part repeated n times. */
  readonly input: (n: number) => string;
  /** Steps grow with this power of n; Infinity when each repetition multiplies them. */
  readonly power: number;
}

const slow = (
  name: string,
  pattern: RegExp,
  input: (n: number) => string,
  power: number,
): SlowPattern => ({ name, pattern, input, power });

/** Patterns of published packages and of the literature that are known to be slow, with what makes them so. */
export const SLOW_PATTERNS: readonly SlowPattern[] = [
  slow('trailing space', /\s+$/, (n) => `${' '.repeat(n)}x`, 2),
  slow('surrounded space', /^\s+|\s+$/g, (n) => `x${' '.repeat(n)}x`, 2),
  slow('nested plus', /^(a+)+$/, (n) => `${'a'.repeat(n)}b`, Infinity),
  slow('nested star', /^(?:a*)*$/, (n) => `${'a'.repeat(n)}b`, Infinity),
  slow('overlapping alternatives', /^(?:a|aa)+$/, (n) => `${'a'.repeat(n)}b`, Infinity),
  slow('equal alternatives', /^(?:a|a)*$/, (n) => `${'a'.repeat(n)}b`, Infinity),
  slow('class inside class', /^(?:\w|[a-z])*!$/, (n) => 'a'.repeat(n), Infinity),
  slow('adjacent stars', /^a*a*$/, (n) => `${'a'.repeat(n)}b`, 2),
  slow('three adjacent stars', /^a*a*a*$/, (n) => `${'a'.repeat(n)}b`, 3),
  slow(
    'ANSI escapes',
    // oxlint-disable-next-line no-control-regex -- as published
    /[\u001B\u009B][[\]()#;?]*(?:(?:(?:[a-zA-Z\d]*(?:;[-a-zA-Z\d/#&.:=?%@~_]*)*)?\u0007)|(?:(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-ntqry=><~]))/g,
    (n) => `\u001B[${';'.repeat(n)}`,
    2,
  ),
  slow(
    'duration',
    /^((?:\d+)?\.?\d+) *(milliseconds?|ms|seconds?|s)?$/i,
    (n) => `${'1'.repeat(n)}x`,
    2,
  ),
  slow('comment in parentheses', /\([^)]*\)|[\n\t]/g, (n) => '('.repeat(n), 2),
  slow('braces', /\{.*\}/, (n) => '{'.repeat(n), 2),
  slow('list in braces', /^(.*,)+(.+)?$/, (n) => `${','.repeat(n)}\n`, Infinity),
  slow(
    'doctype',
    /<!doctype svg[^>[]*(?:\[[^\]]*\])*>|<!doctype svg[^[]*\[(?:\s*<![^>]*>)*/i,
    (n) => `<!doctype svg ${'['.repeat(n)}`,
    1,
  ),
  slow('nth-child', /^([+-]?\d*n)?\s*(?:([+-]?)\s*(\d+))?$/, (n) => `2n${' '.repeat(n)}!`, 2),
  slow(
    'colour',
    /^hwb\(\s*([+-]?\d*[.]?\d+)(?:deg)?\s*,\s*([+-]?[\d.]+)%\s*\)$/,
    (n) => `hwb(1${'1'.repeat(n)}x`,
    2,
  ),
  slow('file name', /.*[./\\]/, (n) => 'a'.repeat(n), 2),
  slow('list of tags', / *, */, (n) => `a${' '.repeat(n)}b`, 2),
  slow(
    'charset',
    /(?:charset|encoding)\s*=\s*['"]? *([\w-]+)/i,
    (n) => `charset=${' '.repeat(n)}!`,
    2,
  ),
  slow('camel case', /([A-Z]+)([A-Z][a-z])/g, (n) => `${'A'.repeat(n)}!`, 2),
  slow('entity', /&([^;]+);/g, (n) => '&'.repeat(n), 2),
  slow(
    'e-mail with dots',
    /^([A-Za-z0-9_+-]+\.?)*[A-Za-z0-9_+-]@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}$/,
    (n) => `${'a'.repeat(n)}!`,
    Infinity,
  ),
  slow('at signs', /^.+@.+\..+$/, (n) => `${'@'.repeat(n)}\n`, 2),
  slow('number', /^[-+]?(\d+\.?)+$/, (n) => `${'1'.repeat(n)}x`, Infinity),
  slow('regional flags', /^(?:\p{Emoji}\p{Emoji}?)+$/u, (n) => `${'1'.repeat(n)}a`, Infinity),
  slow('star in a glob', /^(?:[^/]*?[^/]*?[^/]*?)X$/, (n) => 'b'.repeat(n), 3),
  slow('comment', /<!--[\s\S]*?-->/g, (n) => '<!--'.repeat(n), 2),
  slow('quoted', /"(?:[^"\\]|\\.)*"(?=x)/g, (n) => '"a'.repeat(n), 1),
  slow('comma outside quotes', /,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, (n) => `${','.repeat(n)}"`, 2),
  slow('repeated group', /^(.+)\1+$/, (n) => `${'a'.repeat(n)}b`, 2),
  slow('lookbehind', /(?<=\s+)x/, (n) => `${' '.repeat(n)}y`, 2),
  slow('word before a colon', /\w+:/, (n) => 'a'.repeat(n), 2),
  slow('trimmed', /^\s*|\s*$/g, (n) => `x${' '.repeat(n)}x`, 2),
  slow('line ends', /[ \t]*$/gm, (n) => `x${' '.repeat(n)}x`, 2),
  slow('integrity', /^([^-]+)-([^?]+)([?\S*]*)$/, (n) => `a-${'x'.repeat(n)}? `, 2),
  slow('source map', /\/\*\s*# sourceMappingURL=(.*)\*\//, (n) => `/*${' '.repeat(n)}`, 1),
  slow('source maps', /\/\*\s*# sourceMappingURL=/, (n) => '/*'.repeat(n), 1),
  slow('glob parent', /(^|[^\\])([{[]|\([^)]+$)/, (n) => `${'('.repeat(n)})`, 2),
  slow('bracket pairs', /[{[].*\/.*[}\]]$/, (n) => '{'.repeat(n), 2),
  slow('enclosed slashes', /[{[].*\/.*[}\]]$/, (n) => `{${'/'.repeat(n)}`, 2),
  slow('data address', /^data:(.*?),(.*?)(?:#(.*))?$/, (n) => `data:${','.repeat(n)}\n`, 2),
  slow(
    'slug',
    /^[^\s-_](?!.*?[-_]{2,})([a-z0-9-\\]{1,})[^\s]*[^-_\s]$/,
    (n) => `${'a'.repeat(n)} `,
    2,
  ),
  slow('backslashes and quote', /(\\*)"/g, (n) => '\\'.repeat(n), 2),
  slow('backslashes at the end', /(\\*)$/, (n) => `${'\\'.repeat(n)}x`, 2),
  slow('last versions', /^last\s+(\d+)\s+major\s+versions?$/i, (n) => `last 1${' '.repeat(n)}x`, 1),
  slow(
    'file path',
    /^(\/?|)([\s\S]*?)((?:\.{1,2}|[^/]+?|)(\.[^./]*|))(?:[/]*)$/,
    (n) => `${'/'.repeat(n)}x/\n/x`,
    2,
  ),
  slow('separated directives', /\s*,\s*/, (n) => `a${' '.repeat(n)}b`, 2),
  slow('repository', /[@#]semver:(.*?)\s*$/, (n) => `#semver:${' '.repeat(n)}x\n`, 2),
  slow('emphasis', /^\*\*([\s\S]+?)\*\*(?!\*)/, (n) => '*'.repeat(n), 1),
  slow('attribute', /\s+(\w+)\s*=\s*"[^"]*"/g, (n) => `a${' '.repeat(n)}`, 2),
];
