export function solve(before, after) {
  const width = after.length + 1;
  const common = new Uint16Array((before.length + 1) * width);
  for (let i = 1; i <= before.length; i++) {
    for (let j = 1; j <= after.length; j++) {
      const at = i * width + j;
      if (before[i - 1] === after[j - 1]) common[at] = common[at - width - 1] + 1;
      else common[at] = Math.max(common[at - width], common[at - 1]);
    }
  }
  return before.length + after.length - 2 * common[common.length - 1];
}
