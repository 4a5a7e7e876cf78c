const lines = require('fs').readFileSync(0).toString().trim().split('\n');
const [rows, columns] = lines[0].split(' ').map(Number);
const map = lines.slice(1).map((line) => line.split(''));

if (map[0][0] === '.') map[0][0] = 'w';

const isWet = (r, c) => r >= 0 && r < rows && c >= 0 && c < columns && map[r][c] === 'w';

let spread = true;
while (spread) {
  spread = false;
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      if (map[r][c] !== '.') continue;
      if (isWet(r - 1, c) || isWet(r, c - 1) || isWet(r + 1, c) || isWet(r, c + 1)) {
        map[r][c] = 'w';
        spread = true;
      }
    }
  }
}

const all = map.flat();
console.log(all.filter((x) => x === 'w').length, all.filter((x) => x === '.').length);
