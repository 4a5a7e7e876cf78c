let text = '';
for await (const chunk of process.stdin) text += chunk;
const [n, m, ...rhymes] = text.trim().split(/\s+/).map(Number);

const gone = new Array(n).fill(false);
const order = [];
let at = -1;
for (let turn = 0; turn < n; turn++) {
  // Whole turns around the circle change nothing.
  let words = (rhymes[turn % m] - 1) % (n - turn);
  do {
    at = (at + 1) % n;
    if (!gone[at]) words--;
  } while (words >= 0);
  gone[at] = true;
  order.push(at + 1);
}
process.stdout.write(`${order.join(' ')}\n`);
