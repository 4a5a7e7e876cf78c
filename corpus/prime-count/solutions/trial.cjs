const readline = require('readline');

function isPrime(value) {
  if (value < 2) return false;
  for (let divisor = 2; divisor * divisor <= value; divisor++) {
    if (value % divisor === 0) return false;
  }
  return true;
}

const lines = [];
const rl = readline.createInterface({ input: process.stdin });
rl.on('line', (line) => lines.push(line));
rl.on('close', () => {
  let primes = 0;
  for (const token of lines[1].split(' ')) {
    if (isPrime(Number(token))) primes++;
  }
  console.log(primes);
});
