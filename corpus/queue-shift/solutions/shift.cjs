const readline = require('readline');

const input = [];
readline
  .createInterface({ input: process.stdin })
  .on('line', (line) => {
    input.push(line);
  })
  .on('close', () => {
    const [n, slice] = input[0].split(' ').map(Number);
    const queue = input[1].split(' ').map((need, id) => ({ id, left: Number(need) }));
    const leaves = new Array(n);
    let now = 0;
    while (queue.length) {
      const job = queue.shift();
      const run = Math.min(slice, job.left);
      now += run;
      job.left -= run;
      if (job.left > 0) {
        queue.push(job);
      } else {
        leaves[job.id] = now;
      }
    }
    console.log(leaves.join(' '));
  });
