export function solve(source: string): string {
  const kept: string[] = [];
  let blanks = 0; // held back until it is known whether they end the line
  let mayClose = true;
  let at = 0;
  while (at < source.length) {
    const letter = source[at];
    if (mayClose && letter === '/' && source[at + 1] === '*') {
      const end = source.indexOf('*/', at + 2);
      if (end >= 0) {
        at = end + 2;
        continue;
      }
      mayClose = false;
    }
    if (letter === ' ') {
      blanks++;
    } else {
      if (letter !== '\n') for (; blanks > 0; blanks--) kept.push(' ');
      blanks = 0;
      kept.push(letter);
    }
    at++;
  }
  return kept.join('');
}
