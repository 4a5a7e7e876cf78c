import { describe, expect, it } from 'vitest';
import { growsAtMost, on, staysWithinSteps } from '../../src/api/test-runners/subject.ts';
import { makeTree } from '../helpers/temp-tree.ts';

describe('a matcher', () => {
  it('measures the steps and the growth of an input, and names the hottest line', async () => {
    const root = makeTree({
      'package.json': { type: 'module' },
      'pairs.js':
        'export function pairs(list) {\n  let n = 0;\n  for (const a of list)\n    for (const b of list) if (a === b) n++;\n  return n;\n}\n',
    });
    const subject = on('./pairs.js#pairs', [[1, 2, 3, 4, 5, 6, 7, 8]]);
    const within = await staysWithinSteps(subject, 10, root);
    expect(within.pass).toBe(false);
    expect(within.message()).toMatch(
      /expected at most 10 steps .*, got \d+ steps at size 8; hottest is pairs\.js:4/,
    );
    const growth = await growsAtMost(subject, 'n log n', root);
    expect(growth.pass).toBe(false);
    expect(growth.message()).toMatch(/at most like n log n .* it is quadratic: exponent/);
    expect(await growsAtMost(subject, 'n^2', root)).toMatchObject({ pass: true });
  });

  it('refuses what is no target with an input', async () => {
    await expect(staysWithinSteps('x', 1, '/')).rejects.toThrow(/expect\(on\(/);
    await expect(staysWithinSteps(on('./gone.js#f', [1]), 1, '/')).rejects.toThrow(/gone\.js/);
    await expect(growsAtMost(on('./x.js', [1]), 'n!' as 'n', '/')).rejects.toThrow(/is no bound/);
  });
});
