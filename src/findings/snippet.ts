import type { SlowInputs } from '../core/slow-path.ts';
import { sourceOf } from './source-text.ts';
import { literal } from './text-pattern.ts';

/** A program that shows a slow path without slowpath. */
export interface SnippetFacts {
  /** What it shows, one line each. */
  readonly about: readonly string[];
  /** Path of the program's entry, relative to the snippet, with forward slashes. */
  readonly entry: string;
  /** How the function is reached in the module's namespace; undefined for a program that reads stdin. */
  readonly exportPath: readonly string[] | undefined;
  readonly inputs: SnippetInputs;
}

export type SnippetInputs =
  | (Pick<Extract<SlowInputs, { kind: 'pattern' }>, 'counts' | 'expression'> & {
      readonly kind: 'pattern';
      /** All arguments; the text stands at the path. */
      readonly args: readonly unknown[];
      readonly path: readonly (string | number)[];
    })
  /** The module beside it that holds the inputs. */
  | { readonly kind: 'inputs'; readonly file: string };

/** Runs with plain Node; prints CPU time at sizes that double, unless growth is exponential. */
export function printSnippet(facts: SnippetFacts): string {
  const lines = [
    ...facts.about.map((line) => `// ${line.replaceAll(/[\r\n\u2028\u2029]/g, ' ')}`),
    ...(facts.exportPath === undefined
      ? [
          "import { spawnSync } from 'node:child_process';",
          "import { fileURLToPath } from 'node:url';",
        ]
      : []),
    ...inputLines(facts),
    '',
    ...(facts.exportPath === undefined
      ? programLines(facts.entry)
      : callLines(facts.entry, facts.exportPath, facts.inputs.kind === 'pattern')),
  ];
  return `${lines.join('\n')}\n`;
}

function inputLines({ inputs, exportPath }: SnippetFacts): readonly string[] {
  if (inputs.kind === 'inputs') return [`import inputs from ${literal(`./${inputs.file}`)};`];
  const input = exportPath === undefined ? 'text(n)' : withText(inputs.args, inputs.path);
  return [
    `const text = (n) => ${inputs.expression};`,
    `const inputFor = (n) => ${input};`,
    `const inputs = [${inputs.counts.join(', ')}].map((n) => ({ name: \`n = \${n}\`, input: inputFor(n) }));`,
  ];
}

/** The value as source, with a call for the text in its place. */
function withText(value: unknown, path: readonly (string | number)[]): string {
  const [step, ...rest] = path;
  if (step === undefined) return 'text(n)';
  if (Array.isArray(value)) {
    const items = value.map((item: unknown, i) =>
      i === step ? withText(item, rest) : sourceOf(item),
    );
    return `[${items.join(', ')}]`;
  }
  const fields = Object.entries(Object(value) as object).map(
    ([key, item]) => `${literal(key)}: ${key === step ? withText(item, rest) : sourceOf(item)}`,
  );
  return `{ ${fields.join(', ')} }`;
}

function callLines(
  entry: string,
  exportPath: readonly string[],
  isPattern: boolean,
): readonly string[] {
  const [first = 'default'] = exportPath;
  const parents = exportPath.slice(0, -1).map((name) => `[${literal(name)}]`);
  const name = literal(exportPath.at(-1) ?? 'default');
  const root = `${literal(first)} in module ? module : module.default`;
  return [
    `const module = await import(${literal(entry)});`,
    '// CommonJS may tell its names only in its default export.',
    `const owner = (${root})${parents.join('')};`,
    '',
    ...(isPattern
      ? [
          `try { await owner[${name}](...inputFor(1)); } catch {} // Loaded and compiled: not timed.`,
          '',
        ]
      : []),
    'for (const { name, input } of inputs) {',
    '  const before = process.cpuUsage();',
    "  let end = 'returned';",
    '  try {',
    `    await owner[${name}](...input);`,
    '  } catch (error) {',
    "    end = `threw ${String(error).split('\\n', 1)[0].slice(0, 80)}`;",
    '  }',
    '  const { user, system } = process.cpuUsage(before);',
    '  console.log(`${name}: ${((user + system) / 1000).toFixed(1)} ms of CPU time, ${end}`);',
    '}',
    '// What the program has begun need not be waited for.',
    'process.exit(0);',
  ];
}

function programLines(entry: string): readonly string[] {
  return [
    `const program = fileURLToPath(new URL(${literal(entry)}, import.meta.url));`,
    '',
    'for (const { name, input } of inputs) {',
    '  const before = performance.now();',
    "  const { status, signal } = spawnSync(process.execPath, [program], { input, stdio: ['pipe', 'ignore', 'inherit'] });",
    '  const ms = performance.now() - before;',
    '  console.log(`${name}: ${ms.toFixed(1)} ms with the start of Node, ended with ${signal ?? status}`);',
    '}',
  ];
}
