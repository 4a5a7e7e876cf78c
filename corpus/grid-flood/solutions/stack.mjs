import { readFileSync } from 'node:fs';

const [head, ...map] = readFileSync('/dev/stdin', 'utf8').trim().split('\n');
const [rows, columns] = head.split(' ').map(Number);

const open = map.join('').split('.').length - 1;
const wet = new Uint8Array(rows * columns);
const stack = [0];
let count = 0;
while (stack.length > 0) {
  const place = stack.pop();
  const r = Math.floor(place / columns);
  const c = place % columns;
  if (wet[place] === 1 || map[r][c] === '#') continue;
  wet[place] = 1;
  count++;
  if (r > 0) stack.push(place - columns);
  if (r + 1 < rows) stack.push(place + columns);
  if (c > 0) stack.push(place - 1);
  if (c + 1 < columns) stack.push(place + 1);
}
console.log(`${count} ${open - count}`);
