import * as fs from 'fs';

const tokens: number[] = fs.readFileSync('/dev/stdin', 'utf8').trim().split(/\s+/).map(Number);
const [n = 0, m = 1] = tokens;
const rhymes: number[] = tokens.slice(2);

const tree = new Int32Array(n + 1);
for (let i = 1; i <= n; i++) tree[i] = i & -i;
let top = 1;
while (top * 2 <= n) top *= 2;

/** Takes out the child that has `rank` children before it. */
function take(rank: number): number {
  let place = 0;
  let rest = rank;
  for (let step = top; step > 0; step >>= 1) {
    if (place + step <= n && tree[place + step]! <= rest) {
      place += step;
      rest -= tree[place]!;
    }
  }
  for (let i = place + 1; i <= n; i += i & -i) tree[i]!--;
  return place + 1;
}

const order: number[] = [];
let rank = 0;
for (let turn = 0; turn < n; turn++) {
  rank = (rank + rhymes[turn % m]! - 1) % (n - turn);
  order.push(take(rank));
}
console.log(order.join(' '));
