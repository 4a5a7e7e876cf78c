import { readFileSync } from 'node:fs';

const tokens = readFileSync(0, 'utf8').split(/\s+/);
let at = 0;
const n = +tokens[at++];
const q = +tokens[at++];
const balances = [];
for (let i = 0; i < n; i++) balances.push(+tokens[at++]);

const width = Math.max(1, Math.floor(Math.sqrt(n)));
const blocks = new Array(Math.ceil(n / width)).fill(0);
balances.forEach((balance, i) => {
  blocks[Math.floor(i / width)] += balance;
});

function sumBelow(end) {
  const full = Math.floor(end / width);
  let sum = 0;
  for (let b = 0; b < full; b++) sum += blocks[b];
  for (let i = full * width; i < end; i++) sum += balances[i];
  return sum;
}

const out = [];
for (let k = 0; k < q; k++) {
  const kind = tokens[at++];
  const x = +tokens[at++] - 1;
  const y = +tokens[at++] - 1;
  if (kind === '!') {
    const change = balances[y] - balances[x];
    blocks[Math.floor(x / width)] += change;
    blocks[Math.floor(y / width)] -= change;
    [balances[x], balances[y]] = [balances[y], balances[x]];
  } else {
    out.push(sumBelow(Math.max(x, y) + 1) - sumBelow(Math.min(x, y)));
  }
}
process.stdout.write(`${out.join('\n')}\n`);
