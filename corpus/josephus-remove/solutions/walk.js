import { readFileSync } from 'node:fs';

const lines = readFileSync(0, 'utf8').split('\n');
const n = Number(lines[0].split(' ')[0]);
const rhymes = lines[1].split(' ').map(Number);

const next = [0];
for (let child = 1; child <= n; child++) next.push(child + 1);
next[n] = 1;

const order = [];
let previous = n;
for (let turn = 0; turn < n; turn++) {
  const words = rhymes[turn % rhymes.length];
  for (let word = 1; word < words; word++) previous = next[previous];
  const leaving = next[previous];
  order.push(leaving);
  next[previous] = next[leaving];
}
console.log(order.join(' '));
