import { createInterface } from 'node:readline';

const lines: string[] = [];
for await (const line of createInterface({ input: process.stdin })) lines.push(line);

const n: number = Number(lines[0]);
const heights: number[] = (lines[1] ?? '').split(' ').map(Number);

// next[i] is the index of the answer of tower i, n when there is none.
const next: number[] = new Array<number>(n).fill(n);
for (let i = n - 2; i >= 0; i--) {
  let j = i + 1;
  while (j < n && heights[j]! <= heights[i]!) j = next[j]!;
  next[i] = j;
}
console.log(next.map((j) => (j < n ? heights[j] : -1)).join(' '));
