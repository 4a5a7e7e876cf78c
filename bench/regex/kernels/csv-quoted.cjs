'use strict';

function parseLine(line) {
  const cells = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/g;
  for (;;) {
    const match = cell.exec(line);
    cells.push(match[1] === undefined ? match[2] : match[1].replace(/""/g, '"'));
    if (match[3] === '') return cells;
  }
}

module.exports = function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const cells = parseLine(
      `${i},"Smith, John ""Jack""",${i * 7}.50,New York,"a ""quoted"" word",2024-01-${(i % 28) + 1}`,
    );
    for (const cell of cells) sum += cell.length;
  }
  return sum;
};
