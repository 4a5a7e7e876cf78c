const readline = require('node:readline');

async function main() {
  const rl = readline.createInterface({ input: process.stdin });
  const lines = [];
  for await (const line of rl) lines.push(line.trim());

  const n = parseInt(lines[0]);
  const rhymes = lines[1].split(' ').map((token) => parseInt(token));
  const circle = Array.from({ length: n }, (_, i) => i + 1);
  const order = [];
  let at = 0;
  for (let turn = 0; circle.length > 0; turn++) {
    at = (at + rhymes[turn % rhymes.length] - 1) % circle.length;
    order.push(circle.splice(at, 1)[0]);
  }
  console.log(order.join(' '));
}

main();
