import { describe, expect, it } from 'vitest';
import type { DoctorFinding } from '../../../src/cli/doctor-finding.ts';
import { fakeHost, fakeJobs, runLine } from './fake-host.ts';

const fine: DoctorFinding = { name: 'Node', verdict: 'ok', detail: '20.20.2' };
const warning: DoctorFinding = {
  name: 'Network',
  verdict: 'warning',
  detail: 'programs under test can',
  advice: 'use a container',
};
const problem: DoctorFinding = { name: 'Harness', verdict: 'problem', detail: 'loop.js missing' };

const examining = (findings: readonly DoctorFinding[]) =>
  fakeJobs({ examine: () => Promise.resolve(findings) });

describe('slowpath doctor', () => {
  it('tells every finding with its advice', async () => {
    const { code, out } = await runLine('doctor', fakeHost(), examining([fine, warning]));
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'ok    Node     20.20.2',
        'warn  Network  programs under test can',
        '               → use a container',
        '',
      ].join('\n'),
    );
  });

  it('ends with 2 when slowpath cannot work', async () => {
    const { code, out } = await runLine('doctor', fakeHost(), examining([fine, problem]));
    expect(code).toBe(2);
    expect(out).toContain('fail  Harness  loop.js missing');
  });

  it('prints JSON', async () => {
    const { out } = await runLine('doctor --json', fakeHost(), examining([fine, warning]));
    expect(JSON.parse(out)).toEqual([fine, warning]);
  });
});
