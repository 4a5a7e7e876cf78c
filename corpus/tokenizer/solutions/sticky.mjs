import { createInterface } from 'node:readline';

const KEYWORDS = new Set(['let', 'if', 'else', 'while', 'fn', 'return']);
const token = /([a-z][a-z0-9]*)|([0-9]+)|[<>=!]=|->|[-+*/<>=!(){},;]/g;

const found = [];
let number = 0;
for await (const line of createInterface({ input: process.stdin })) {
  number++;
  for (const match of line.matchAll(token)) {
    const [, word, digits] = match;
    const kind = digits ? 'N' : !word ? 'O' : KEYWORDS.has(word) ? 'K' : 'W';
    found.push(`${kind} ${number}:${match.index + 1}`);
  }
}
console.log(found.join('\n'));
