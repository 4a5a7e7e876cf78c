import readline from 'node:readline';

const rl = readline.createInterface({ input: process.stdin });
let row = 0;
let balances = [];
let prefix = [];
let stale = true;
const out = [];

function rebuild() {
  prefix[0] = 0;
  for (let i = 0; i < balances.length; i++) prefix[i + 1] = prefix[i] + balances[i];
  stale = false;
}

rl.on('line', (line) => {
  row++;
  if (row === 1) return;
  const tokens = line.split(' ');
  if (row === 2) {
    balances = tokens.map(Number);
    prefix = new Array(balances.length + 1);
    return;
  }
  const x = Number(tokens[1]);
  const y = Number(tokens[2]);
  if (tokens[0] === '!') {
    [balances[x - 1], balances[y - 1]] = [balances[y - 1], balances[x - 1]];
    stale = true;
  } else {
    if (stale) rebuild();
    out.push(prefix[Math.max(x, y)] - prefix[Math.min(x, y) - 1]);
  }
});
rl.on('close', () => console.log(out.join('\n')));
