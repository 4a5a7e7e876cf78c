let text = '';
for await (const chunk of process.stdin) text += String(chunk);

const numbers: number[] = text.trim().split(/\s+/).map(Number);
const [n = 0, k = 0] = numbers;
const steps: number[] = numbers.slice(3, 3 + k);
const broken: ReadonlySet<number> = new Set(numbers.slice(3 + k));

const ways: number[] = [1];
for (let stair = 1; stair <= n; stair++) {
  let sum = 0;
  if (!broken.has(stair)) {
    for (const step of steps) sum += ways[stair - step] ?? 0;
  }
  ways.push(sum);
}
console.log(String(ways[n]));
