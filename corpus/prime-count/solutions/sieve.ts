let text = '';
for await (const chunk of process.stdin) text += String(chunk);

const [q = 0, ...shown]: number[] = text.trim().split(/\s+/).map(Number);

const limit: number = Math.floor(Math.sqrt(Math.max(...shown)));
const crossed = new Uint8Array(limit + 1);
const primes: number[] = [];
for (let p = 2; p <= limit; p++) {
  if (crossed[p]) continue;
  primes.push(p);
  for (let k = p * p; k <= limit; k += p) crossed[k] = 1;
}

let count = 0;
for (let i = 0; i < q; i++) {
  const value = shown[i] as number;
  if (value < 2) continue;
  let composite = false;
  for (const p of primes) {
    if (p * p > value) break;
    if (value % p === 0) {
      composite = true;
      break;
    }
  }
  if (!composite) count++;
}
console.log(String(count));
