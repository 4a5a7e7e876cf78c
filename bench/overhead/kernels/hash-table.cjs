'use strict';

function hash(text) {
  let h = 0;
  for (let i = 0; i < text.length; i++) h = (h * 31 + text.charCodeAt(i)) | 0;
  return h >>> 0;
}

class Table {
  constructor(buckets) {
    this.buckets = Array.from({ length: buckets }, () => []);
  }

  add(key) {
    const bucket = this.buckets[hash(key) % this.buckets.length];
    for (const entry of bucket) {
      if (entry.key === key) {
        entry.count++;
        return entry.count;
      }
    }
    bucket.push({ key, count: 1 });
    return 1;
  }
}

module.exports = function run(n) {
  const table = new Table(256);
  const keys = [];
  for (let i = 0; i < 500; i++) keys.push(`key-${i * 31}`);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += table.add(keys[(i * 17) % keys.length]);
  return sum;
};
