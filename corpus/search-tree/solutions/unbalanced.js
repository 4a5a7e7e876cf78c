class Node {
  constructor(word) {
    this.word = word;
    this.count = 1;
    this.left = null;
    this.right = null;
  }
}

function add(root, word) {
  let node = root;
  for (;;) {
    if (word < node.word) {
      if (node.left === null) {
        node.left = new Node(word);
        return;
      }
      node = node.left;
    } else if (word > node.word) {
      if (node.right === null) {
        node.right = new Node(word);
        return;
      }
      node = node.right;
    } else {
      node.count++;
      return;
    }
  }
}

function list(node, into) {
  if (node === null) return;
  list(node.left, into);
  into.push([node.word, node.count]);
  list(node.right, into);
}

export function solve(words) {
  let root = null;
  for (const word of words) {
    if (root === null) root = new Node(word);
    else add(root, word);
  }
  const counts = [];
  list(root, counts);
  return counts;
}
