const rl = require('readline').createInterface({ input: process.stdin });

let n = 0;
let start = 0;
const streets = [];
rl.on('line', (line) => {
  const numbers = line.split(' ').map(Number);
  if (n === 0) [n, , start] = numbers;
  else streets.push({ from: numbers[0], to: numbers[1], time: numbers[2] });
});

rl.on('close', () => {
  const best = Array(n + 1).fill(Infinity);
  best[start] = 0;
  let improved = true;
  while (improved) {
    improved = false;
    for (const street of streets) {
      const arrival = best[street.from] + street.time;
      if (arrival < best[street.to]) {
        best[street.to] = arrival;
        improved = true;
      }
    }
  }
  const reached = best.filter((arrival) => arrival < Infinity);
  console.log(reached.length, Math.max(...reached));
});
