import { createInterface } from 'node:readline';

let club = null;
let answers = '';
const rl = createInterface({ input: process.stdin, crlfDelay: Infinity });
for await (const line of rl) {
  const tokens = line.split(' ');
  if (club === null) {
    club = Array.from({ length: Number(tokens[0]) + 1 }, (_, i) => i);
    continue;
  }
  const from = club[Number(tokens[1])];
  const to = club[Number(tokens[2])];
  if (tokens[0] === '?') {
    answers += from === to ? '\nyes' : '\nno';
  } else if (from !== to) {
    for (let i = 1; i < club.length; i++) {
      if (club[i] === from) club[i] = to;
    }
  }
}
console.log(answers.slice(1));
