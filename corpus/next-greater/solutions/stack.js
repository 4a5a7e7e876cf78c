let text = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => {
  text += chunk;
});
process.stdin.on('end', () => {
  const [first, second] = text.trim().split('\n');
  const n = parseInt(first, 10);
  const heights = second.split(' ').map((token) => parseInt(token, 10));
  const answer = new Array(n).fill(-1);
  const waiting = [];
  for (let i = 0; i < n; i++) {
    while (waiting.length > 0 && heights[waiting[waiting.length - 1]] < heights[i]) {
      answer[waiting.pop()] = heights[i];
    }
    waiting.push(i);
  }
  process.stdout.write(answer.join(' ') + '\n');
});
