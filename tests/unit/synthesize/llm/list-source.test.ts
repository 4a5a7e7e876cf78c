import { describe, expect, it } from 'vitest';
import { listSources } from '../../../../src/synthesize/llm/list-source.ts';
import { DEDUPE } from './fake-context.ts';

/** `count` functions of ten lines each, called f0 and so on. */
function longSource(count: number): string {
  const lines: string[] = [];
  for (let i = 0; i < count; i++) {
    lines.push(`function f${i}(a) {`);
    for (let k = 0; k < 8; k++) lines.push(`  a.push(${i} + ${k});`);
    lines.push('}');
  }
  return lines.join('\n');
}

const LONG = { file: '/project/long.js', name: 'long.js', code: longSource(50) };

describe('the listing of a program', () => {
  it('shows the hits of both runs beside each line', () => {
    const hits = new Map([[DEDUPE.file, new Map([[6, [4950, 99] as const]])]]);
    expect(listSources({ sources: [DEDUPE], hits, hot: [] }, 10_000)).toMatchInlineSnapshot(`
      "## dedupe.js

        line       slow       fast | code
           1                       | export function dedupe(items) {
           2                       |   const seen = [];
           3                       |   for (const item of items) {
           4                       |     let known = false;
           5                       |     for (let i = 0; i < seen.length; i++) {
           6       4950         99 |       if (seen[i] === item) known = true;
           7                       |     }
           8                       |     if (!known) seen.push(item);
           9                       |   }
          10                       |   return seen;
          11                       | }"
    `);
  });

  it('leaves the columns out where nothing was counted', () => {
    const listed = listSources({ sources: [DEDUPE], hits: new Map(), hot: [] }, 10_000);
    expect(listed.split('\n').slice(2, 4)).toEqual([
      '  line | code',
      '     1 | export function dedupe(items) {',
    ]);
  });

  it('keeps hot functions whole, then heads of functions, when not everything fits', () => {
    const hot = [{ file: LONG.file, line: 405 }];
    const listed = listSources({ sources: [LONG], hits: new Map(), hot }, 2000);
    for (let line = 401; line <= 410; line++) expect(listed).toContain(`   ${line} | `);
    expect(listed).toContain(
      '     1 | function f0(a) {\n(9 lines left out)\n    11 | function f1(a) {',
    );
    expect(listed).not.toContain('     2 |');
    expect(listed).toMatch(/lines left out\)$/);
    expect(listed.length).toBeLessThan(2600);
  });

  it('shows the neighbourhood of the hot line of a function that is too long', () => {
    const body = Array.from({ length: 900 }, (_, i) => `  work(${i});`).join('\n');
    const source = { ...LONG, code: `function all() {\n${body}\n}\n` };
    const hot = [{ file: LONG.file, line: 500 }];
    const listed = listSources({ sources: [source], hits: new Map(), hot }, 2000);
    for (const line of [495, 500, 505]) expect(listed).toContain(`   ${line} | `);
    expect(listed).not.toContain('   700 |');
    expect(listed).toContain('     1 | function all() {');
  });

  it('names files that do not fit, and cuts lines that nobody reads', () => {
    const minified = { file: '/project/min.js', name: 'min.js', code: `x(${'1,'.repeat(5000)}1)` };
    const sources = [minified, LONG];
    const hot = [{ file: minified.file, line: 1 }];
    const listed = listSources({ sources, hits: new Map(), hot }, 450);
    expect(listed).toContain('… (10004 characters)');
    expect(listed).toContain('## long.js\n\n(500 lines, left out)');
  });

  it('lists what does not parse', () => {
    const broken = { ...DEDUPE, code: 'function (\n}}}' };
    const listed = listSources({ sources: [broken], hits: new Map(), hot: [] }, 1000);
    expect(listed).toContain('     1 | function (');
  });

  it('knows functions of TypeScript and of JSX', () => {
    const sources = [
      {
        ...LONG,
        name: 'a.ts',
        code: `enum E { A }\n${longSource(20)}\nconst x = <T>(y: T): T => y;`,
      },
      { ...LONG, name: 'b.jsx', code: `const y = <b>{1}</b>;\n${longSource(20)}` },
    ];
    for (const source of sources) {
      const hot = [{ file: LONG.file, line: 105 }];
      const listed = listSources({ sources: [source], hits: new Map(), hot }, 700);
      for (let line = 102; line <= 111; line++) expect(listed).toContain(`   ${line} | `);
    }
  });
});
