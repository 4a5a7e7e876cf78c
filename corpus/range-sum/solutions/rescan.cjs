const { readFileSync } = require('node:fs');

const lines = readFileSync('/dev/stdin').toString().split('\n');
const q = Number(lines[0].split(' ')[1]);
const balances = lines[1].split(' ').map(Number);

const out = [];
for (let k = 0; k < q; k++) {
  const [kind, left, right] = lines[2 + k].split(' ');
  const x = Number(left) - 1;
  const y = Number(right) - 1;
  if (kind === '!') {
    const box = balances[x];
    balances[x] = balances[y];
    balances[y] = box;
  } else {
    let sum = 0;
    for (let i = Math.min(x, y); i <= Math.max(x, y); i++) sum += balances[i];
    out.push(sum);
  }
}
console.log(out.join('\n'));
