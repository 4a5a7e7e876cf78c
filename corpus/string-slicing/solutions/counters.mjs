import { createInterface } from 'node:readline';

for await (const line of createInterface({ input: process.stdin })) {
  let minus = 0;
  let plus = 0;
  for (let i = 0; i < line.length; i++) {
    if (line.charCodeAt(i) === 43) plus++;
    else if (plus > 0) plus--;
    else minus++;
  }
  console.log(minus, plus);
  break;
}
