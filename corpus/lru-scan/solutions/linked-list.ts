interface Entry {
  readonly key: number;
  before: Entry;
  after: Entry;
}

function unlink(entry: Entry): void {
  entry.before.after = entry.after;
  entry.after.before = entry.before;
}

/** Puts an entry in front of the ring's head, where the most recent ones are. */
function link(head: Entry, entry: Entry): void {
  entry.before = head.before;
  entry.after = head;
  head.before.after = entry;
  head.before = entry;
}

function ring(key: number): Entry {
  const entry = { key } as Entry;
  entry.before = entry;
  entry.after = entry;
  return entry;
}

export function solve(capacity: number, keys: readonly number[]): number {
  const head = ring(-1);
  const entries = new Map<number, Entry>();
  let misses = 0;
  for (const key of keys) {
    let entry = entries.get(key);
    if (entry !== undefined) {
      unlink(entry);
    } else {
      misses++;
      if (entries.size === capacity) {
        const oldest = head.after;
        unlink(oldest);
        entries.delete(oldest.key);
      }
      entry = ring(key);
      entries.set(key, entry);
    }
    link(head, entry);
  }
  return misses;
}
