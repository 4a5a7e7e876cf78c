import { inspect } from 'node:util';
import type { VirtualClock } from './clock.ts';

/** A timer that was queued once for a time; stale when its timer was closed or queued again since. */
interface Appointment {
  readonly timer: VirtualTimer;
  readonly dueMs: number;
  readonly order: number;
}

/** Timers by (due time, order of setting): a binary heap whose stale entries are skipped when they come up. */
export class TimerQueue {
  /** Queued timers that keep the process alive. */
  refs = 0;
  #heap: Appointment[] = [];
  #length = 0;
  #order = 0;
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** Queues a timer for its delay from now; one that is queued moves. */
  add(timer: VirtualTimer): void {
    this.remove(timer);
    timer.order = this.#order++;
    if (timer.isRef) this.refs++;
    const dueMs = this.#clock.peek() + timer.delayMs;
    this.#push({ timer, dueMs, order: timer.order });
  }

  remove(timer: VirtualTimer): void {
    if (timer.order < 0) return;
    timer.order = -1;
    if (timer.isRef) this.refs--;
  }

  find(id: number): VirtualTimer | undefined {
    for (let at = 0; at < this.#length; at++) {
      const timer = this.#heap[at]?.timer;
      if (timer?.id === id && timer.order >= 0) return timer;
    }
    return undefined;
  }

  /** Takes the earliest timer out and moves the clock to it. */
  take(): VirtualTimer | undefined {
    while (this.#length > 0) {
      const { timer, dueMs, order } = this.#pop();
      if (timer.order !== order) continue;
      this.remove(timer);
      this.#clock.advanceTo(dueMs);
      return timer;
    }
    return undefined;
  }

  clear(): void {
    if (this.#length === 0) return;
    for (let at = 0; at < this.#length; at++) (this.#heap[at] as Appointment).timer.order = -1;
    this.#heap = [];
    this.#length = 0;
    this.refs = 0;
  }

  #push(entry: Appointment): void {
    const heap = this.#heap;
    let at = this.#length++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up] as Appointment;
      if (!isBefore(entry, parent)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = entry;
  }

  #pop(): Appointment {
    const heap = this.#heap;
    const top = heap[0] as Appointment;
    const last = heap[--this.#length] as Appointment;
    heap.length = this.#length;
    if (this.#length === 0) return top;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= this.#length) break;
      const right = heap[down + 1];
      if (right !== undefined && isBefore(right, heap[down] as Appointment)) down++;
      const child = heap[down] as Appointment;
      if (!isBefore(child, last)) break;
      heap[at] = child;
      at = down;
    }
    heap[at] = last;
    return top;
  }
}

function isBefore(a: Appointment, b: Appointment): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
}

/** What `setTimeout` and its kin return. */
export class VirtualTimer {
  /** Of its appointment; -1 while it has none. */
  order = -1;
  isRef = true;
  readonly id: number;
  readonly callback: (...args: unknown[]) => unknown;
  readonly args: unknown[];
  readonly delayMs: number;
  readonly isRepeating: boolean;
  readonly #queue: TimerQueue;

  constructor(
    queue: TimerQueue,
    id: number,
    callback: (...args: unknown[]) => unknown,
    args: unknown[],
    delayMs: number,
    isRepeating: boolean,
  ) {
    this.#queue = queue;
    this.id = id;
    this.callback = callback;
    this.args = args;
    this.delayMs = delayMs;
    this.isRepeating = isRepeating;
  }

  ref(): this {
    if (!this.isRef && this.order >= 0) this.#queue.refs++;
    this.isRef = true;
    return this;
  }

  unref(): this {
    if (this.isRef && this.order >= 0) this.#queue.refs--;
    this.isRef = false;
    return this;
  }

  hasRef(): boolean {
    return this.isRef;
  }

  refresh(): this {
    this.#queue.add(this);
    return this;
  }

  close(): this {
    this.#queue.remove(this);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.id;
  }

  [inspect.custom](): string {
    return 'Timeout {}';
  }
}
