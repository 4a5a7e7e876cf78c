export function solve(text, pattern) {
  let count = 0;
  for (let start = 0; start + pattern.length <= text.length; start++) {
    let k = 0;
    while (k < pattern.length && text[start + k] === pattern[k]) k++;
    if (k === pattern.length) count++;
  }
  return count;
}
