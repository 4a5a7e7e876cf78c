import { createInterface } from 'node:readline';

function power(base, exponent, modulus) {
  let result = 1n;
  let square = base % modulus;
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

// The bases 2, 3, 5 and 7 decide every number below 3,215,031,751.
function isPrime(value) {
  if (value < 2n) return false;
  for (const p of [2n, 3n, 5n, 7n]) if (value % p === 0n) return value === p;
  let odd = value - 1n;
  let twos = 0;
  while (odd % 2n === 0n) {
    odd /= 2n;
    twos++;
  }
  witness: for (const base of [2n, 3n, 5n, 7n]) {
    let x = power(base, odd, value);
    if (x === 1n || x === value - 1n) continue;
    for (let i = 1; i < twos; i++) {
      x = (x * x) % value;
      if (x === value - 1n) continue witness;
    }
    return false;
  }
  return true;
}

let row = 0;
for await (const line of createInterface({ input: process.stdin })) {
  if (row++ === 1) console.log(line.split(' ').filter((token) => isPrime(BigInt(token))).length);
}
