const WORD_BITS = 30;
const WORD_MASK = (1 << WORD_BITS) - 1;

/** Length of the longest common subsequence; zero bits of `row` mark the columns where it grows. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  const words = Math.ceil(b.length / WORD_BITS);
  const masks = new Map<string, Int32Array>();
  b.forEach((line, j) => {
    const mask = masks.get(line) ?? new Int32Array(words);
    mask[Math.floor(j / WORD_BITS)] |= 1 << (j % WORD_BITS);
    masks.set(line, mask);
  });

  const row = new Int32Array(words).fill(WORD_MASK);
  for (const line of a) {
    const mask = masks.get(line);
    if (mask === undefined) continue;
    let carry = 0;
    for (let w = 0; w < words; w++) {
      const matched = row[w] & mask[w];
      const sum = row[w] + matched + carry;
      carry = sum > WORD_MASK ? 1 : 0;
      row[w] = ((sum & WORD_MASK) | (row[w] & ~mask[w])) & WORD_MASK;
    }
  }

  let length = 0;
  for (let j = 0; j < b.length; j++) {
    if ((row[Math.floor(j / WORD_BITS)] & (1 << (j % WORD_BITS))) === 0) length++;
  }
  return length;
}

export function solve(before: readonly string[], after: readonly string[]): number {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < shorter - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++;
  }
  const a = before.slice(head, before.length - tail);
  const b = after.slice(head, after.length - tail);
  return a.length + b.length - 2 * commonLength(a, b);
}
