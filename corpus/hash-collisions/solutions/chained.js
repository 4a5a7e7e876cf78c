const BUCKETS = 32;

function hashOf(word) {
  let hash = 0;
  for (let i = 0; i < word.length; i++) hash = (hash * 31 + word.charCodeAt(i)) >>> 0;
  return hash % BUCKETS;
}

class Counter {
  constructor() {
    this.buckets = [];
    for (let i = 0; i < BUCKETS; i++) this.buckets.push([]);
  }

  // Returns the count before this occurrence.
  add(word) {
    const bucket = this.buckets[hashOf(word)];
    let i = 0;
    while (i < bucket.length && bucket[i].word !== word) i++;
    if (i === bucket.length) bucket.push({ word, count: 0 });
    return bucket[i].count++;
  }
}

export function solve(words) {
  const counter = new Counter();
  const counts = [];
  for (const word of words) counts.push(counter.add(word));
  return counts;
}
