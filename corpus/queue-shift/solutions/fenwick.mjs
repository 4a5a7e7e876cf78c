import { createInterface } from 'node:readline';

const lines = [];
for await (const line of createInterface({ input: process.stdin })) lines.push(line);
const [n, slice] = lines[0].split(' ').map(Number);
const jobs = lines[1].split(' ').map(Number);

const tree = new Float64Array(n + 1);
const add = (place, amount) => {
  for (let i = place; i <= n; i += i & -i) tree[i] += amount;
};
const sum = (place) => {
  let total = 0;
  for (let i = place; i > 0; i -= i & -i) total += tree[i];
  return total;
};

// Round by round: the tree holds what each job gets in the current round; jobs leave the list once they are done.
// A job's share changes only in its last round and after it, so that every job is touched three times.
const rounds = jobs.map((need) => Math.ceil(need / slice));
const last = Math.max(...rounds);
const endingIn = Array.from({ length: last + 2 }, () => []);
rounds.forEach((round, id) => endingIn[round].push(id));

jobs.forEach((_, id) => add(id + 1, slice));
const leaves = new Array(n);
let before = 0;
for (let round = 1; round <= last; round++) {
  for (const id of endingIn[round]) add(id + 1, jobs[id] - round * slice);
  for (const id of endingIn[round]) leaves[id] = before + sum(id + 1);
  before += sum(n);
  for (const id of endingIn[round]) add(id + 1, (round - 1) * slice - jobs[id]);
}
console.log(leaves.join(' '));
