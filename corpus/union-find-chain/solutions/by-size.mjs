import { readFileSync } from 'node:fs';

const tokens = readFileSync('/dev/stdin', 'utf8').trim().split(/\s+/);
const n = Number(tokens[0]);
const parent = Int32Array.from({ length: n + 1 }, (_, i) => i);
const size = new Int32Array(n + 1).fill(1);

const root = (x) => (parent[x] === x ? x : root(parent[x]));

const out = [];
for (let at = 2; at < tokens.length; at += 3) {
  let a = root(Number(tokens[at + 1]));
  let b = root(Number(tokens[at + 2]));
  if (tokens[at] === '?') {
    out.push(a === b ? 'yes' : 'no');
    continue;
  }
  if (a === b) continue;
  if (size[a] > size[b]) [a, b] = [b, a];
  parent[a] = b;
  size[b] += size[a];
}
process.stdout.write(out.join('\n') + '\n');
