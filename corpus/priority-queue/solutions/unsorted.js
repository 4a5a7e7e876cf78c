class Queue {
  constructor() {
    this.jobs = [];
  }

  push(job) {
    this.jobs.push(job);
  }

  serve() {
    if (this.jobs.length === 0) return -1;
    let smallest = 0;
    for (let i = 1; i < this.jobs.length; i++) {
      if (this.jobs[i] < this.jobs[smallest]) smallest = i;
    }
    const job = this.jobs[smallest];
    this.jobs[smallest] = this.jobs[this.jobs.length - 1];
    this.jobs.pop();
    return job;
  }
}

export function solve(operations) {
  const queue = new Queue();
  const served = [];
  for (const operation of operations) {
    if (operation > 0) queue.push(operation);
    else served.push(queue.serve());
  }
  return served;
}
