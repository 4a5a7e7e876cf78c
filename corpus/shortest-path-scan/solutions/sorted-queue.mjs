let input = '';
process.stdin.on('data', (chunk) => (input += chunk)).on('end', () => solve(input));

function solve(text) {
  const numbers = text.trim().split(/\s+/).map(Number);
  const [, m, start] = numbers;
  const out = new Map();
  for (let k = 0; k < m; k++) {
    const [u, v, w] = numbers.slice(3 + 3 * k, 6 + 3 * k);
    if (!out.has(u)) out.set(u, []);
    out.get(u).push({ v, w });
  }
  const done = new Map();
  const queue = [{ v: start, at: 0 }];
  while (queue.length > 0) {
    // Latest first, so that the soonest is popped from the end.
    queue.sort((a, b) => b.at - a.at);
    const { v, at } = queue.pop();
    if (done.has(v)) continue;
    done.set(v, at);
    for (const street of out.get(v) ?? []) {
      if (!done.has(street.v)) queue.push({ v: street.v, at: at + street.w });
    }
  }
  console.log(done.size + ' ' + Math.max(...done.values()));
}
