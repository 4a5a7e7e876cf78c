import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../harness/js/clock.ts';
import { TimerQueue, VirtualTimer } from '../../../harness/js/timer-queue.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

describe('the queue of virtual timers', () => {
  it('hands timers out by due time, then by order of setting, and moves the clock to each', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ delay: fc.nat(20), isClosed: fc.boolean(), isMoved: fc.boolean() })),
        (plans) => {
          const clock = createVirtualClock(new Int32Array(1));
          const queue = new TimerQueue(clock);
          const timers = plans.map(
            ({ delay }, id) => new VirtualTimer(queue, id, () => id, [], delay, false),
          );
          timers.forEach((timer) => queue.add(timer));
          timers.forEach((timer, id) => plans[id]?.isMoved === true && timer.refresh());
          timers.forEach((timer, id) => plans[id]?.isClosed === true && timer.close());
          const order = (id: number): number =>
            id + (plans[id]?.isMoved === true ? plans.length : 0);
          const expected = plans
            .map((plan, id) => ({ ...plan, id }))
            .filter(({ isClosed }) => !isClosed)
            .toSorted((a, b) => a.delay - b.delay || order(a.id) - order(b.id));
          expect(queue.refs).toBe(expected.length);
          for (const { id, delay } of expected) {
            expect(queue.take()?.id).toBe(id);
            expect(clock.peek()).toBe(delay);
          }
          expect(queue.take()).toBeUndefined();
          expect(queue.refs).toBe(0);
        },
      ),
      { seed: TEST_SEED },
    );
  });

  it('does not count timers that let the process end', () => {
    const queue = new TimerQueue(createVirtualClock(new Int32Array(1)));
    const timer = new VirtualTimer(queue, 1, () => 1, [], 5, false);
    queue.add(timer);
    timer.unref().unref();
    expect(queue.refs).toBe(0);
    timer.ref();
    expect(queue.refs).toBe(1);
    queue.clear();
    expect([queue.refs, queue.take()]).toEqual([0, undefined]);
  });
});
