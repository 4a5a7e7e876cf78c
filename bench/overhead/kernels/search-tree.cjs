'use strict';

class Node {
  constructor(key) {
    this.key = key;
    this.left = null;
    this.right = null;
  }
}

class Tree {
  #root = null;
  #size = 0;

  get size() {
    return this.#size;
  }

  insert(key) {
    if (this.#root === null) {
      this.#root = new Node(key);
      this.#size++;
      return;
    }
    let node = this.#root;
    for (;;) {
      if (key === node.key) return;
      const side = key < node.key ? 'left' : 'right';
      if (node[side] === null) {
        node[side] = new Node(key);
        this.#size++;
        return;
      }
      node = node[side];
    }
  }

  *keys(node = this.#root) {
    if (node === null) return;
    yield* this.keys(node.left);
    yield node.key;
    yield* this.keys(node.right);
  }
}

module.exports = function run(n) {
  const tree = new Tree();
  let seed = 3;
  for (let i = 0; i < n; i++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    tree.insert(seed);
  }
  let sum = tree.size;
  for (const key of new Tree().keys()) sum += key;
  return sum;
};
