const chunks: string[] = [];
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => {
  chunks.push(chunk);
});
process.stdin.on('end', () => {
  const lines = chunks.join('').trim().split('\n');
  const [rows, columns] = (lines[0] as string).split(' ').map(Number) as [number, number];
  const map = lines.slice(1).join('');

  const parent: Int32Array = Int32Array.from({ length: rows * columns }, (_, i) => i);
  const find = (x: number): number => {
    while (parent[x] !== x) {
      parent[x] = parent[parent[x]!]!;
      x = parent[x]!;
    }
    return x;
  };
  for (let i = 0; i < map.length; i++) {
    if (map[i] === '#') continue;
    if (i % columns > 0 && map[i - 1] === '.') parent[find(i)] = find(i - 1);
    if (i >= columns && map[i - columns] === '.') parent[find(i)] = find(i - columns);
  }

  let wet = 0;
  let dry = 0;
  for (let i = 0; i < map.length; i++) {
    if (map[i] === '#') continue;
    if (map[0] === '.' && find(i) === find(0)) wet++;
    else dry++;
  }
  console.log(wet, dry);
});
