function isBalanced(text) {
  let depth = 0;
  for (const bracket of text) {
    depth += bracket === '(' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function partnerOf(text, open) {
  let depth = 0;
  let at = open;
  do {
    depth += text[at] === '(' ? 1 : -1;
    at++;
  } while (depth > 0);
  return at - 1;
}

export function solve(text) {
  if (!isBalanced(text)) return -1;
  let sum = 0;
  for (let open = 0; open < text.length; open++) {
    if (text[open] === '(') sum += partnerOf(text, open) - open;
  }
  return sum;
}
