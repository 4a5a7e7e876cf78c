let row = '';
process.stdin.on('data', (chunk) => {
  row += chunk;
});
process.stdin.on('end', () => {
  row = row.trim();
  while (row.includes('+-')) row = row.replace('+-', '');
  const minus = row.lastIndexOf('-') + 1;
  console.log(minus + ' ' + (row.length - minus));
});
