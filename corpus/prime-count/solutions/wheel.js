import { readFileSync } from 'node:fs';

const isPrime = (value) => {
  if (value < 4) return value > 1;
  if (value % 2 === 0 || value % 3 === 0) return false;
  for (let d = 5; d * d <= value; d += 6) {
    if (value % d === 0 || value % (d + 2) === 0) return false;
  }
  return true;
};

const shown = readFileSync(0, 'utf8').split('\n')[1].split(' ').map(Number);
console.log(shown.filter(isPrime).length);
