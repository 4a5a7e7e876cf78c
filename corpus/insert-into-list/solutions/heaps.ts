class Heap {
  readonly items: number[] = [];
  readonly sign: 1 | -1;

  /** sign 1: smallest on top; -1: largest on top. */
  constructor(sign: 1 | -1) {
    this.sign = sign;
  }

  get size(): number {
    return this.items.length;
  }

  top(): number {
    return this.sign * this.items[0];
  }

  push(value: number): void {
    const items = this.items;
    const key = this.sign * value;
    let at = items.length;
    items.push(key);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (items[parent] <= key) break;
      items[at] = items[parent];
      at = parent;
    }
    items[at] = key;
  }

  pop(): number {
    const items = this.items;
    const result = this.sign * items[0];
    const key = items.pop() as number;
    const size = items.length;
    if (size === 0) return result;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && items[child + 1] < items[child]) child++;
      if (items[child] >= key) break;
      items[at] = items[child];
      at = child;
    }
    items[at] = key;
    return result;
  }
}

export function solve(readings: readonly number[]): number[] {
  const lower = new Heap(-1);
  const upper = new Heap(1);
  const medians: number[] = [];
  for (const reading of readings) {
    if (lower.size > 0 && reading > lower.top()) upper.push(reading);
    else lower.push(reading);
    if (lower.size > upper.size + 1) upper.push(lower.pop());
    else if (upper.size > lower.size) lower.push(upper.pop());
    medians.push(lower.top());
  }
  return medians;
}
