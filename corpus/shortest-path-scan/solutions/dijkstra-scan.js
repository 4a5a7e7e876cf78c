import { readFileSync } from 'node:fs';

const lines = readFileSync(0, 'utf8').split('\n');
const [n, m, start] = lines[0].split(' ').map(Number);

const streets = Array.from({ length: n + 1 }, () => []);
for (let i = 1; i <= m; i++) {
  const [u, v, w] = lines[i].split(' ').map(Number);
  streets[u].push([v, w]);
}

const seconds = new Array(n + 1).fill(Infinity);
const settled = new Array(n + 1).fill(false);
seconds[start] = 0;

let reached = 0;
let latest = 0;
for (let round = 0; round < n; round++) {
  let nearest = 0;
  for (let v = 1; v <= n; v++) {
    if (!settled[v] && (nearest === 0 || seconds[v] < seconds[nearest])) nearest = v;
  }
  if (seconds[nearest] === Infinity) break;
  settled[nearest] = true;
  reached++;
  latest = seconds[nearest];
  for (const [v, w] of streets[nearest]) {
    if (seconds[nearest] + w < seconds[v]) seconds[v] = seconds[nearest] + w;
  }
}
console.log(`${reached} ${latest}`);
