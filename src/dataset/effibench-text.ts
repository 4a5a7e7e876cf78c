/** How the runner of a functional problem reads arguments from stdin. */
export interface InputForm {
  /** Text of an argument list; undefined when it does not fit. */
  readonly print: (args: readonly unknown[]) => string | undefined;
}

export interface RawTest {
  readonly input: string;
  readonly output: string;
}

type Separators = readonly [comma: string, colon: string];
const SEPARATORS: readonly Separators[] = [
  [',', ':'],
  [', ', ': '],
];

/**
 * Learns from the tests that a problem has how arguments and results are written. A form counts only when reading and
 * writing every one of them again gives the same text.
 * @param count arguments that the function takes
 * @returns undefined when no form does
 */
export function learnForms(
  tests: readonly RawTest[],
  count: number,
): { readonly input: InputForm; readonly output: (value: unknown) => string } | undefined {
  const [first] = tests;
  if (first === undefined) return undefined;
  const output = SEPARATORS.find((separators) =>
    tests.every((test) => same(test.output, reprint(test.output, separators))),
  );
  const input = candidates(first.input, count).find(({ read, print }) =>
    tests.every(({ input: text }) => {
      const args = read(text);
      return args !== undefined && same(text, print(args));
    }),
  );
  return input && output && { input, output: (value) => printJsonText(value, output) };
}

interface Candidate extends InputForm {
  readonly read: (text: string) => readonly unknown[] | undefined;
}

/** Arguments a line, an object by name, a list. */
function candidates(sample: string, count: number): readonly Candidate[] {
  return SEPARATORS.flatMap((separators): readonly Candidate[] => {
    const print = (value: unknown): string => printJsonText(value, separators);
    const keys = namesIn(sample);
    return [
      {
        read: (text) => (lineCount(text) === count ? parseLines(text) : undefined),
        print: (args) => (args.length === count ? args.map(print).join('\n') : undefined),
      },
      ...(keys?.length === count ? [objectForm(keys, print)] : []),
      {
        read(text) {
          const value = parsed(text);
          return Array.isArray(value) && value.length === count ? (value as unknown[]) : undefined;
        },
        print: (args) => (args.length === count ? print(args) : undefined),
      },
    ];
  });
}

function objectForm(keys: readonly string[], print: (value: unknown) => string): Candidate {
  return {
    read(text) {
      const value = parsed(text);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
      const record = new Map<string, unknown>(Object.entries(value));
      return record.size === keys.length && keys.every((key) => record.has(key))
        ? keys.map((key) => record.get(key))
        : undefined;
    },
    print: (args) =>
      args.length === keys.length
        ? print(Object.fromEntries(keys.map((key, index) => [key, args[index]])))
        : undefined,
  };
}

function namesIn(text: string): readonly string[] | undefined {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.keys(value);
}

function lineCount(text: string): number {
  return text.trimEnd().split('\n').length;
}

function parseLines(text: string): readonly unknown[] | undefined {
  const values = text.trimEnd().split('\n').map(parsed);
  return values.includes(undefined) ? undefined : values;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function reprint(text: string, separators: Separators): string | undefined {
  const value = parsed(text);
  return value === undefined ? undefined : printJsonText(value, separators);
}

/** Line breaks at the end do not count. */
function same(text: string, again: string | undefined): boolean {
  return again !== undefined && text.trimEnd() === again;
}

function printJsonText(value: unknown, [comma, colon]: Separators): string {
  if (Array.isArray(value))
    return `[${value.map((item) => printJsonText(item, [comma, colon])).join(comma)}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}${colon}${printJsonText(item, [comma, colon])}`,
  );
  return `{${entries.join(comma)}}`;
}
