import type { DatasetTotals } from './dataset-totals.ts';
import { groupsInWords } from './dataset-totals.ts';
import type { DatasetTable } from './exporter.ts';

export interface CardFacts {
  readonly title: string;
  readonly totals: DatasetTotals;
  readonly tables: readonly DatasetTable[];
  /** What the files are and how they lie, in Markdown. */
  readonly layout: string;
  readonly slowpathVersion: string;
}

/** Licences that dataset hubs know, by their own identifiers: SPDX in lower case. */
const HUB_LICENCES: ReadonlySet<string> = new Set([
  'apache-2.0',
  'bsd-2-clause',
  'bsd-3-clause',
  'cc-by-4.0',
  'cc-by-nc-4.0',
  'cc-by-sa-3.0',
  'cc-by-sa-4.0',
  'cc0-1.0',
  'gpl-3.0',
  'isc',
  'mit',
  'mpl-2.0',
  'unlicense',
]);

/** `README.md` of a dataset: front matter as dataset hubs read it, then what people want to know. */
export function printCard(facts: CardFacts): string {
  return `${frontMatter(facts)}\n${contents(facts)}\n${making(facts)}\n${licence(facts.totals)}\n${LIMITS}`;
}

function frontMatter({ title, totals, tables }: CardFacts): string {
  const { id, name } = hubLicence(totals);
  const lines = [
    '---',
    `pretty_name: ${JSON.stringify(title)}`,
    `license: ${id}`,
    ...(name === undefined
      ? []
      : [`license_name: ${JSON.stringify(name)}`, 'license_link: README.md#licence']),
    'language:',
    '- en',
    '- code',
    'task_categories:',
    '- text-generation',
    'tags:',
    '- code',
    '- code-efficiency',
    '- performance',
    '- stress-tests',
    'size_categories:',
    `- ${sizeCategory(totals.problems)}`,
    ...(tables.length === 0 ? [] : ['configs:']),
    ...tables.flatMap(({ name: table, files }, index) => [
      `- config_name: ${table}`,
      ...(index === 0 && tables.length > 1 ? ['  default: true'] : []),
      '  data_files:',
      '  - split: test',
      ...(files.length === 1
        ? [`    path: ${String(files[0])}`]
        : ['    path:', ...files.map((file) => `    - ${file}`)]),
    ]),
    '---',
    '',
  ];
  return lines.join('\n');
}

function hubLicence({ licences }: DatasetTotals): { readonly id: string; readonly name?: string } {
  const stated = Object.keys(licences);
  const [only = ''] = stated;
  const id = only.toLowerCase();
  if (stated.length === 1 && HUB_LICENCES.has(id)) return { id };
  if (stated.length === 0 || (stated.length === 1 && only === '')) return { id: 'unknown' };
  return { id: 'other', name: stated.length === 1 ? only : 'see the licence of each problem' };
}

function sizeCategory(rows: number): string {
  if (rows < 1000) return 'n<1K';
  if (rows < 10_000) return '1K<n<10K';
  return rows < 100_000 ? '10K<n<100K' : '100K<n<1M';
}

function contents({ title, totals, layout }: CardFacts): string {
  const languages = Object.entries(totals.languages).map(([name, count]) => `${name} (${count})`);
  return `# ${title.replaceAll(/\s+/g, ' ')}

Programming problems with several solutions each, and tests that tell efficient solutions from inefficient ones.

## What is in it

| what | how many |
| --- | --- |
| problems | ${totals.problems} |
| solutions | ${totals.solutions}: ${languages.join(', ') || 'none'} |
| tests | ${totals.tests}: ${groupsInWords(totals.testsByGroup)} |
| problems whose stress tests a search found | ${totals.searched} |
| problems with a validator of inputs | ${totals.withSpec} |

Groups of tests: _public_ are those of the statement, _private_ those that a judge kept back, _generated_ were generated
beside them, _stress_ were found by searching for inputs that are slow.

${layout}

\`SHA256SUMS\` holds the hash of every file: \`sha256sum --check SHA256SUMS\`.
`;
}

function making({ totals, slowpathVersion }: CardFacts): string {
  const searched =
    totals.searched === 0
      ? 'None of the tests in it was searched for; the problems are as they were imported.'
      : `Stress tests were found by running the solutions with counters in them and searching for inputs that cost the
most steps, guided by cost and by conditions that hold in slow runs. They were minimised and deduplicated; a test that is
one of the default tests unchanged says so (\`provenance.isSeed\`), and every test says what made it.`;
  return `## How it was made

Written by [slowpath](https://www.npmjs.com/package/slowpath) ${slowpathVersion}. ${searched}

A cost is a number of _steps_: executed places of the program, and the work done inside builtins. It is deterministic for a
solution and a major version of Node, and it is no time: seconds are given only where steps per second were measured, and
are then an estimate. A cost belongs to one solution; a test without costs was not measured.
`;
}

function licence({ licences }: DatasetTotals): string {
  const rows = Object.entries(licences).map(
    ([name, count]) => `| ${name === '' ? 'none stated' : name} | ${count} |`,
  );
  return `## Licence

Every problem carries the licence that its source stated, for its statement, solutions and default tests alike.

| licence | problems |
| --- | --- |
${rows.join('\n')}
`;
}

const LIMITS = `## Limits

- Expected outputs are as good as the solutions that gave them. Tests without an output are marked as such.
- Steps compare solutions in the same language, not across languages. Solutions in languages other than JavaScript and
  TypeScript are kept as data; nothing here ran them.
- The slowest test found is not proven to be the slowest there is.
- Labels (correct, class of growth) come from the source of a problem. Solutions that nobody judged have none.
`;
