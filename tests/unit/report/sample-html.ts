import type { HtmlReportInput } from '../../../src/report/html/page-input.ts';
import type { SearchHistory } from '../../../src/report/html/search-moments.ts';
import { sampleFinding } from './sample-record.ts';
import { sampleReport } from './sample-report.ts';

/** A search that found something costlier at every 20th execution, some of it thanks to a constraint. */
export function sampleSearch(changes: Partial<SearchHistory> = {}): SearchHistory {
  return {
    name: '',
    kept: Array.from({ length: 100 }, (_, i) => {
      const { input: _input, ...name } = sampleFinding(i, {
        reasons: i % 10 === 9 ? ['+total', '+margin:long-text'] : ['+total'],
      });
      return name;
    }),
    plot: Array.from({ length: 50 }, (_, i) => ({
      execs: 100 * (i + 1),
      wallMs: 10 * (i + 1),
      epoch: i,
      bestSteps: 10 + i * i,
      bestSize: 5,
      corpus: i,
      sitesHit: 3,
      frontierAgeExecs: 0,
    })),
    ...changes,
  };
}

export function sampleHtml(changes: Partial<HtmlReportInput> = {}): HtmlReportInput {
  return {
    ...sampleReport(),
    searches: [sampleSearch()],
    costs: [],
    commands: [
      { what: 'The search:', line: 'slowpath fuzz lib/parse.ts#parse --seed 42' },
      { what: 'The costliest test, counted:', line: 'slowpath run lib/parse.ts#parse' },
    ],
    sourceOf: () => Array.from({ length: 60 }, (_, i) => `line(${i + 1}) < "&";`).join('\n'),
    constraintFile: (name) => `/project/lib/${name}`,
    bytesOf: (test) => Buffer.from(`{"args":["${'<'.repeat(40)}"]} ${test.file}`),
    inputOf: () => ({ kind: 'function', args: ['<'.repeat(40)] }),
    ...changes,
  };
}

/** Elements of a page that do not close each other properly; void elements are those that the page uses. */
export function unbalanced(html: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const body = html.replaceAll(/<(style|script)\b[^>]*>[^]*?<\/\1>/g, '');
  for (const [, slash, name = '', rest = ''] of body.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>/gi)) {
    if (name === 'meta' || rest.endsWith('/')) continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}
