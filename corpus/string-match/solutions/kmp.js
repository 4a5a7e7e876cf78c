function failures(pattern) {
  const fail = [0];
  let k = 0;
  for (let i = 1; i < pattern.length; i++) {
    while (k > 0 && pattern[i] !== pattern[k]) k = fail[k - 1];
    if (pattern[i] === pattern[k]) k++;
    fail.push(k);
  }
  return fail;
}

export function solve(text, pattern) {
  const fail = failures(pattern);
  let matched = 0;
  let count = 0;
  for (const letter of text) {
    while (matched > 0 && (matched === pattern.length || letter !== pattern[matched])) {
      matched = fail[matched - 1];
    }
    if (letter === pattern[matched]) matched++;
    if (matched === pattern.length) count++;
  }
  return count;
}
