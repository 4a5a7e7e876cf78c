interface Entry {
  readonly crossing: number;
  readonly at: number;
}

class Heap {
  private readonly items: Entry[] = [];

  get size(): number {
    return this.items.length;
  }

  push(entry: Entry): void {
    let i = this.items.push(entry) - 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (this.items[up]!.at <= entry.at) break;
      this.items[i] = this.items[up]!;
      i = up;
    }
    this.items[i] = entry;
  }

  pop(): Entry {
    const top = this.items[0]!;
    const last = this.items.pop()!;
    const size = this.items.length;
    if (size === 0) return top;
    let i = 0;
    for (;;) {
      let down = 2 * i + 1;
      if (down >= size) break;
      if (down + 1 < size && this.items[down + 1]!.at < this.items[down]!.at) down++;
      if (this.items[down]!.at >= last.at) break;
      this.items[i] = this.items[down]!;
      i = down;
    }
    this.items[i] = last;
    return top;
  }
}

let text = '';
for await (const chunk of process.stdin) text += chunk;
const numbers: number[] = text.trim().split(/\s+/).map(Number);
const n = numbers[0]!;
const m = numbers[1]!;
const start = numbers[2]!;
const streets: [number, number][][] = Array.from({ length: n + 1 }, () => []);
for (let k = 0; k < m; k++) {
  streets[numbers[3 + 3 * k]!]!.push([numbers[4 + 3 * k]!, numbers[5 + 3 * k]!]);
}

const seconds: number[] = new Array<number>(n + 1).fill(-1);
const heap = new Heap();
heap.push({ crossing: start, at: 0 });
while (heap.size > 0) {
  const { crossing, at } = heap.pop();
  if (seconds[crossing] !== -1) continue;
  seconds[crossing] = at;
  for (const [v, w] of streets[crossing]!) {
    if (seconds[v] === -1) heap.push({ crossing: v, at: at + w });
  }
}
const reached: number[] = seconds.filter((at) => at >= 0);
console.log(`${reached.length} ${Math.max(...reached)}`);
