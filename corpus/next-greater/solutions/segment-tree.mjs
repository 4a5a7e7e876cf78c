import { readFileSync } from 'node:fs';

const [n, ...heights] = readFileSync('/dev/stdin', 'utf8').trim().split(/\s+/).map(Number);

let width = 1;
while (width < n) width *= 2;
const highest = new Float64Array(2 * width);
for (let i = 0; i < n; i++) highest[width + i] = heights[i];
for (let v = width - 1; v > 0; v--) highest[v] = Math.max(highest[2 * v], highest[2 * v + 1]);

function firstHigher(from, height) {
  let v = width + from;
  // Climb until a right neighbour's subtree holds something higher, then descend into it.
  while (v > 1) {
    if (v % 2 === 0 && highest[v + 1] > height) {
      v = v + 1;
      while (v < width) v = highest[2 * v] > height ? 2 * v : 2 * v + 1;
      return highest[v];
    }
    v = Math.floor(v / 2);
  }
  return -1;
}

console.log(heights.map((height, i) => firstHigher(i, height)).join(' '));
