const fs = require('fs');

const lines = fs.readFileSync('/dev/stdin', 'utf8').split('\n');
const [n, , b] = lines[0].split(' ').map(Number);
const steps = lines[1].split(' ').map(Number);
const isBroken = new Array(n + 1).fill(false);
if (b > 0) for (const stair of lines[2].split(' ')) isBroken[Number(stair)] = true;

function ways(stair) {
  if (stair > n || isBroken[stair]) return 0;
  if (stair === n) return 1;
  let sum = 0;
  for (const step of steps) sum += ways(stair + step);
  return sum;
}

console.log(ways(0));
