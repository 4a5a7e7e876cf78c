/** `z[i]`: length of the longest common prefix of `s` and its suffix that begins at i. */
function zFunction(s: string): number[] {
  const z = new Array<number>(s.length).fill(0);
  let left = 0;
  let right = 0;
  for (let i = 1; i < s.length; i++) {
    let k = i < right ? Math.min(right - i, z[i - left]) : 0;
    while (i + k < s.length && s[k] === s[i + k]) k++;
    z[i] = k;
    if (i + k > right) {
      left = i;
      right = i + k;
    }
  }
  return z;
}

export function solve(text: string, pattern: string): number {
  const z = zFunction(`${pattern}|${text}`);
  return z.filter((length) => length === pattern.length).length;
}
