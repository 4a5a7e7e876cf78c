import { readFileSync } from 'node:fs';

const row: string = readFileSync('/dev/stdin', 'utf8').trim();
const left: string[] = [];
for (const charge of row) {
  if (charge === '-' && left.at(-1) === '+') left.pop();
  else left.push(charge);
}
const minus: number = left.filter((charge) => charge === '-').length;
process.stdout.write(`${minus} ${left.length - minus}\n`);
