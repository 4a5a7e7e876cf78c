const fs = require('fs');

const lines = fs.readFileSync(0, 'utf8').split('\n');
const n = Number(lines[0]);
const heights = lines[1].split(' ').map(Number);

const answer = [];
for (let i = 0; i < n; i++) {
  let found = -1;
  for (let j = i + 1; j < n; j++) {
    if (heights[j] > heights[i]) {
      found = heights[j];
      break;
    }
  }
  answer.push(found);
}
console.log(answer.join(' '));
