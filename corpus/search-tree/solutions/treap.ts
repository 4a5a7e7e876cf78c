interface Treap {
  readonly word: string;
  readonly priority: number;
  count: number;
  left: Treap | null;
  right: Treap | null;
}

let state = 0;

/** A 32-bit xorshift generator. */
function nextPriority(): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return state;
}

function rotateRight(node: Treap): Treap {
  const up = node.left as Treap;
  node.left = up.right;
  up.right = node;
  return up;
}

function rotateLeft(node: Treap): Treap {
  const up = node.right as Treap;
  node.right = up.left;
  up.left = node;
  return up;
}

function add(node: Treap | null, word: string): Treap {
  if (node === null) return { word, priority: nextPriority(), count: 1, left: null, right: null };
  if (word === node.word) {
    node.count++;
  } else if (word < node.word) {
    node.left = add(node.left, word);
    if (node.left.priority > node.priority) return rotateRight(node);
  } else {
    node.right = add(node.right, word);
    if (node.right.priority > node.priority) return rotateLeft(node);
  }
  return node;
}

export function solve(words: readonly string[]): [string, number][] {
  state = 0x9e3779b9 | 0;
  let root: Treap | null = null;
  for (const word of words) root = add(root, word);

  const counts: [string, number][] = [];
  const path: Treap[] = [];
  let node = root;
  while (node !== null || path.length > 0) {
    while (node !== null) {
      path.push(node);
      node = node.left;
    }
    const next = path.pop() as Treap;
    counts.push([next.word, next.count]);
    node = next.right;
  }
  return counts;
}
