import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/core/rng.ts';
import { Bandit } from '../../../src/fuzz/bandit.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

const NAMES = ['a', 'b', 'c', 'd'];

/** How often each arm is picked. */
function shares(bandit: Bandit, picks = 4000): readonly number[] {
  const rng = createRng(TEST_SEED);
  const counts = NAMES.map(() => 0);
  for (let k = 0; k < picks; k++) {
    const arm = bandit.pick(rng);
    counts[arm] = (counts[arm] ?? 0) + 1 / picks;
  }
  return counts;
}

/** Epochs in which the arms earn a reward at these rates. */
function learn(bandit: Bandit, rates: readonly number[], epochs: number): void {
  for (let epoch = 0; epoch < epochs; epoch++) {
    rates.forEach((rate, arm) => {
      bandit.charge(arm, 500);
      for (let k = 0; k < 500 * rate; k++) bandit.reward(arm, 1, 10);
    });
    bandit.turn();
  }
}

describe('a bandit', () => {
  it('begins with equal shares', () => {
    for (const share of shares(new Bandit(NAMES, { uniform: false }))) {
      expect(share).toBeGreaterThan(0.2);
      expect(share).toBeLessThan(0.3);
    }
  });

  it('shifts effort to the arm that pays, and starves none', () => {
    const bandit = new Bandit(NAMES, { uniform: false });
    learn(bandit, [0, 0.1, 0, 0.01], 10);
    const [a = 0, b = 0, c = 0, d = 0] = shares(bandit);
    expect(b).toBeGreaterThan(0.5);
    expect(d).toBeGreaterThan(a);
    for (const share of [a, c]) expect(share).toBeGreaterThan(0.04);
  });

  it('forgets what paid long ago', () => {
    const bandit = new Bandit(NAMES, { uniform: false });
    learn(bandit, [0.2, 0, 0, 0], 10);
    learn(bandit, [0, 0, 0.05, 0], 60);
    const [old = 0, , now = 0] = shares(bandit);
    expect(now).toBeGreaterThan(2 * old);
  });

  it('takes arms that find nothing to do for poor ones', () => {
    const bandit = new Bandit(NAMES, { uniform: false });
    learn(bandit, [0.01, 0.01, 0.01, 0.01], 5);
    for (let k = 0; k < 20_000; k++) bandit.refuse(3);
    bandit.turn();
    const [a = 0, , , d = 0] = shares(bandit);
    expect(a).toBeGreaterThan(1.5 * d);
  });

  it('is uniform when it is switched off', () => {
    const bandit = new Bandit(NAMES, { uniform: true });
    learn(bandit, [0.5, 0, 0, 0], 10);
    for (const share of shares(bandit)) expect(share).toBeLessThan(0.3);
  });

  it('goes on from its state as if it had not stopped', () => {
    const bandit = new Bandit(NAMES, { uniform: false });
    learn(bandit, [0.03, 0.2, 0, 0.1], 7);
    const arms = JSON.parse(JSON.stringify(bandit.state())) as ReturnType<Bandit['state']>;
    const restored = new Bandit(NAMES, { uniform: false, arms });
    expect(shares(restored)).toEqual(shares(bandit));
    learn(bandit, [0.1, 0, 0, 0], 3);
    learn(restored, [0.1, 0, 0, 0], 3);
    expect(restored.state()).toEqual(bandit.state());
    expect(restored.report()).toEqual(bandit.report());
  });

  it('reports by name what was spent and gained', () => {
    const bandit = new Bandit(['x', 'y'], { uniform: false });
    bandit.charge(1, 3);
    bandit.reward(1, 0.5, 70);
    expect(bandit.report()).toEqual([
      { name: 'x', execs: 0, finds: 0, stepsGained: 0 },
      { name: 'y', execs: 3, finds: 1, stepsGained: 70 },
    ]);
  });
});
