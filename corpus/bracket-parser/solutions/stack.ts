export function solve(text: string): number {
  const open: number[] = [];
  let sum = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') {
      open.push(at);
    } else {
      const partner = open.pop();
      if (partner === undefined) return -1;
      sum += at - partner;
    }
  }
  return open.length === 0 ? sum : -1;
}
