import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfigFile } from '../../src/config/config-file.ts';
import { resolveOptions } from '../../src/config/options.ts';
import { parseArgsType } from '../../src/inputs/args/parse-args-type.ts';
import { inputSpecJsonSchema, parseInputSpec } from '../../src/inputs/spec/schema.ts';
import { RUN_ENTRIES } from '../../src/report/run-layout.ts';
import { runRecordSchema } from '../../src/report/run-record-schema.ts';

const ROOT = join(import.meta.dirname, '../..');

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function blocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, block = '']) => block,
  );
}

/** What stands in backticks in the first column of a table. */
function firstColumn(text: string): readonly string[] {
  return [...text.matchAll(/^\| (`.*?) +\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
  );
}

/** A part under a heading. */
function part(text: string, heading: string): string {
  return text.split(/^## /m).find((one) => one.startsWith(`${heading}\n`)) ?? '';
}

describe('the reference of inputs', () => {
  const text = read('src/inputs/README.md');

  it('shows specs that are accepted', () => {
    const specs = blocks(text, 'json');
    expect(specs).toHaveLength(2);
    for (const spec of specs) parseInputSpec(JSON.parse(spec), 'README');
  });

  it('lists every type of a spec', () => {
    const schema = JSON.stringify(inputSpecJsonSchema());
    const types = [...schema.matchAll(/"type":\{"type":"string","const":"(\w+)"\}/g)];
    expect(types.length).toBeGreaterThan(10);
    const listed = firstColumn(part(text, 'InputSpec: `--spec`'));
    for (const [, type] of types) expect(listed).toContain(type);
  });

  it.each([
    '[items: string[], limit?: number]',
    '[xs: List<Int<0,9>,1,100>, k: Int<0,"len(xs)">]',
    '[Float<0, 1, 3>, Text<"a-z ">, Regex<"^[a-z]+$">]',
    '[Permutation<9>, Permutation<1, 9>, Distinct<List<Int<0,9>>>, Sorted<List<Int<0,9>>, "asc">]',
    '[Matrix<Int<0,1>, 3, 4>, Tree<9>, Graph<9, 20, Int<1,5>>]',
  ])('names forms of --args that exist: %s', (type) => {
    expect(parseArgsType(type).args.length).toBeGreaterThan(0);
    for (const [name] of type.matchAll(/\b[A-Z][a-z]+(?=<)/g)) expect(text).toContain(`\`${name}<`);
  });
});

describe('the reference of the run directory', () => {
  const text = read('src/report/README.md');

  it('tells every field of run.json, and no other', () => {
    expect(new Set(firstColumn(part(text, 'run.json')))).toEqual(
      new Set(Object.keys(runRecordSchema.shape)),
    );
  });

  it('tells every entry of the directory', () => {
    const listed = firstColumn(part(text, 'The run directory')).map((path) => path.split('/')[0]);
    const entries = RUN_ENTRIES.filter((entry) => !entry.startsWith('suite.'));
    for (const entry of entries) expect(listed).toContain(entry);
  });
});

describe('the reference of the command', () => {
  const text = read('src/cli/README.md');

  it('shows a configuration that is accepted', () => {
    const [config = ''] = blocks(text, 'json');
    const directory = mkdtempSync(join(tmpdir(), 'slowpath-docs-'));
    try {
      writeFileSync(join(directory, 'slowpath.config.json'), config);
      const { options } = resolveOptions(
        { config: readConfigFile(directory, undefined) },
        { cpuCount: 4 },
      );
      expect(options).toMatchObject({ timeMs: 30_000, maxSize: 16_000, workers: 2 });
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('explains messages that exist', () => {
    const names = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
    const sources = names
      .filter((name) => name.endsWith('.ts'))
      .map((name) => read(join('src', name)))
      .join('\n');
    const messages = firstColumn(part(text, 'Troubleshooting'));
    expect(messages.length).toBeGreaterThan(10);
    for (const message of messages) expect(sources).toContain(message);
  });
});
