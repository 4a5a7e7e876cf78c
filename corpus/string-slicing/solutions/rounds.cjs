let row = require('fs').readFileSync(0, 'utf8').trim();

let before;
do {
  before = row.length;
  row = row.split('+-').join('');
} while (row.length < before);

// Nothing but minus signs, then plus signs are left.
const minus = row.lastIndexOf('-') + 1;
console.log(`${minus} ${row.length - minus}`);
