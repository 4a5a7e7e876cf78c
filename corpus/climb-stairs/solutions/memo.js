import { createInterface } from 'node:readline';

const rows = [];
const rl = createInterface({ input: process.stdin });
rl.on('line', (line) => rows.push(line.split(' ').filter(Boolean).map(Number)));
rl.on('close', () => {
  const [[n], steps, broken = []] = rows;
  const known = new Map(broken.map((stair) => [stair, 0]));
  known.set(n, 1);
  const ways = (stair) => {
    if (stair > n) return 0;
    const seen = known.get(stair);
    if (seen !== undefined) return seen;
    const sum = steps.reduce((total, step) => total + ways(stair + step), 0);
    known.set(stair, sum);
    return sum;
  };
  console.log(ways(0));
});
