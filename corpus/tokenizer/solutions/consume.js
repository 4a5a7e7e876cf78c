let rest = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => (rest += chunk));
process.stdin.on('end', () => {
  let line = 1;
  let column = 1;
  const found = [];
  const rules = [
    ['K', /^(let|if|else|while|fn|return)(?![a-z0-9])/],
    ['W', /^[a-z][a-z0-9]*/],
    ['N', /^[0-9]+/],
    ['O', /^([<>=!]=|->|[-+*\/<>=!(){},;])/],
  ];
  while (rest.length > 0) {
    if (rest[0] === '\n') {
      line += 1;
      column = 1;
      rest = rest.substring(1);
      continue;
    }
    let length = 1;
    for (const [kind, rule] of rules) {
      const match = rule.exec(rest);
      if (match) {
        found.push(`${kind} ${line}:${column}`);
        length = match[0].length;
        break;
      }
    }
    column += length;
    rest = rest.substring(length);
  }
  console.log(found.join('\n'));
});
