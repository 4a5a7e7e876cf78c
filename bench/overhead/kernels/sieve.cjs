'use strict';

function primesUpTo(limit) {
  const composite = new Uint8Array(limit + 1);
  for (let i = 2; i * i <= limit; i++) {
    if (composite[i]) continue;
    for (let j = i * i; j <= limit; j += i) composite[j] = 1;
  }
  const primes = [];
  for (let i = 2; i <= limit; i++) {
    if (!composite[i]) primes.push(i);
  }
  return primes;
}

module.exports = function run(n) {
  const primes = primesUpTo(n);
  return primes.length + primes[primes.length - 1];
};
