function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) {
    hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

class Counter {
  private slots: number[] = new Array<number>(16).fill(-1);
  private readonly words: string[] = [];
  private readonly counts: number[] = [];

  add(word: string): number {
    const slot = this.find(word);
    const index = this.slots[slot];
    if (index >= 0) return this.counts[index]++;
    this.slots[slot] = this.words.length;
    this.words.push(word);
    this.counts.push(1);
    if (this.words.length * 2 > this.slots.length) this.grow();
    return 0;
  }

  private find(word: string): number {
    const mask = this.slots.length - 1;
    let slot = hashOf(word) & mask;
    while (this.slots[slot] >= 0 && this.words[this.slots[slot]] !== word) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    this.slots = new Array<number>(this.slots.length * 2).fill(-1);
    for (let i = 0; i < this.words.length; i++) this.slots[this.find(this.words[i])] = i;
  }
}

export function solve(words: readonly string[]): number[] {
  const counter = new Counter();
  return words.map((word) => counter.add(word));
}
