import { createInterface } from 'node:readline';

const firstPair = (row) => {
  for (let i = 0; i + 1 < row.length; i++) {
    if (row[i] === '+' && row[i + 1] === '-') return i;
  }
  return -1;
};

const rl = createInterface({ input: process.stdin });
rl.once('line', (line) => {
  let row = line;
  let at = firstPair(row);
  while (at >= 0) {
    row = row.slice(0, at) + row.slice(at + 2);
    at = firstPair(row);
  }
  const plus = row.split('').filter((charge) => charge === '+').length;
  console.log(row.length - plus, plus);
});
