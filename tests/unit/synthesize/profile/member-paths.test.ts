import { expect, it } from 'vitest';
import type { ProbePlace } from '../../../../src/core/watch.ts';
import { memberPaths } from '../../../../src/synthesize/profile/member-paths.ts';

function placeOf(...variables: readonly string[]): ProbePlace {
  const where = { file: '/a.js', at: 'entry', line: 1, column: 0 } as const;
  return { ...where, functionName: 'f', functionAt: '1:0', variables };
}

it('properties that the module reads or writes are paths, in order of variables', () => {
  const code = 'this.jobs = []; job.left -= run; if (job?.id > 0) this.jobs.push(job.left);';
  expect(memberPaths(placeOf('job', 'this', 'run'), code)).toEqual([
    'job.left',
    'job.id',
    'this.jobs',
  ]);
});

it.each([
  ['methods', 'list.push(1); list.map (f);'],
  ['lengths', 'list.length; list.size;'],
  ['other variables', 'lists.first; a.list.first;'],
  ['what leads to code', 'list.constructor; list.prototype;'],
])('%s are none', (_, code) => {
  expect(memberPaths(placeOf('list'), code)).toEqual([]);
});

it('there are not more than can be looked at', () => {
  const names = Array.from({ length: 40 }, (_, k) => `v${k}`);
  const code = names.flatMap((name) => names.map((property) => `${name}.${property};`)).join('');
  expect(memberPaths(placeOf(...names), code).length).toBeLessThanOrEqual(16);
});
