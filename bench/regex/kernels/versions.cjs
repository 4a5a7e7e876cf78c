'use strict';

// semver.org
const VERSION =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/;

module.exports = function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const match = VERSION.exec(`${i % 10}.${i % 50}.${i}${i % 3 === 0 ? '-beta.1+build.5' : ''}`);
    sum += Number(match[2]);
    if (/^[~^]?\d+(?:\.\d+){0,2}$/.test(`^1.${i}.0`)) sum++;
  }
  return sum;
};
