import { createInterface } from 'node:readline';

const lines = [];
for await (const line of createInterface({ input: process.stdin })) lines.push(line);
const [rows, columns] = lines[0].split(' ').map(Number);
let map = lines.slice(1, rows + 1).map((line) => [...line]);

// Every round makes the next map from the last one: the water advances by one place.
if (map[0][0] === '.') map[0][0] = '~';
for (let wet = -1, now = 0; now !== wet;) {
  wet = now;
  map = map.map((row, r) =>
    row.map((place, c) => {
      if (place !== '.') return place;
      const around = [map[r - 1]?.[c], map[r + 1]?.[c], row[c - 1], row[c + 1]];
      return around.includes('~') ? '~' : '.';
    }),
  );
  now = map.flat().filter((place) => place === '~').length;
}

const count = (sort) => map.reduce((sum, row) => sum + row.filter((p) => p === sort).length, 0);
console.log(`${count('~')} ${count('.')}`);
