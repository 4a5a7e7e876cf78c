export function solve(before, after) {
  const n = before.length;
  const m = after.length;
  const reach = new Array(2 * (n + m) + 3).fill(0);
  const middle = n + m + 1;
  for (let edits = 0; ; edits++) {
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const at = middle + diagonal;
      const isInsertion =
        diagonal === -edits || (diagonal !== edits && reach[at - 1] < reach[at + 1]);
      let x = isInsertion ? reach[at + 1] : reach[at - 1] + 1;
      let y = x - diagonal;
      while (x < n && y < m && before[x] === after[y]) {
        x++;
        y++;
      }
      reach[at] = x;
      if (x >= n && y >= m) return edits;
    }
  }
}
