import { readFileSync } from 'node:fs';

type Kind = 'K' | 'W' | 'N' | 'O';

const text: string = readFileSync('/dev/stdin', 'utf8');
const keywords: ReadonlySet<string> = new Set(['let', 'if', 'else', 'while', 'fn', 'return']);

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => code >= 97 && code <= 122;

const out: string[] = [];
let line = 1;
let lineStart = 0;
let at = 0;
while (at < text.length) {
  const code = text.charCodeAt(at);
  if (code === 10) {
    line++;
    lineStart = at + 1;
  }
  if (code === 10 || code === 32) {
    at++;
    continue;
  }
  let end = at + 1;
  let kind: Kind;
  if (isDigit(code)) {
    kind = 'N';
    while (isDigit(text.charCodeAt(end))) end++;
  } else if (isLetter(code)) {
    while (isLetter(text.charCodeAt(end)) || isDigit(text.charCodeAt(end))) end++;
    kind = keywords.has(text.slice(at, end)) ? 'K' : 'W';
  } else {
    kind = 'O';
    const following = text[end];
    if (following === '=' && '<>=!'.includes(text.charAt(at))) end++;
    else if (following === '>' && text[at] === '-') end++;
  }
  out.push(`${kind} ${line}:${at - lineStart + 1}`);
  at = end;
}
console.log(out.join('\n'));
