const lines = require('fs').readFileSync(0, 'utf8').split('\n');
const [n, q] = lines[0].split(' ').map(Number);

const parent = [];
for (let i = 0; i <= n; i++) parent.push(i);

function find(x) {
  while (parent[x] !== x) x = parent[x];
  return x;
}

const out = [];
for (let i = 1; i <= q; i++) {
  const [kind, left, right] = lines[i].split(' ');
  const a = find(Number(left));
  const b = find(Number(right));
  if (kind === '+') {
    if (a !== b) parent[a] = b;
  } else {
    out.push(a === b ? 'yes' : 'no');
  }
}
console.log(out.join('\n'));
