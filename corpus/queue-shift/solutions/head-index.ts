let raw = '';
process.stdin.setEncoding('utf8');
for await (const chunk of process.stdin) raw += chunk as string;

const [n = 0, slice = 1, ...left]: number[] = raw.trim().split(/\s+/).map(Number);
const queue: number[] = left.map((_, id) => id);
const leaves: number[] = new Array<number>(n).fill(0);
let now = 0;
for (let head = 0; head < queue.length; head++) {
  const id = queue[head]!;
  const run = Math.min(slice, left[id]!);
  now += run;
  left[id]! -= run;
  if (left[id] === 0) leaves[id] = now;
  else queue.push(id);
}
console.log(leaves.join(' '));
