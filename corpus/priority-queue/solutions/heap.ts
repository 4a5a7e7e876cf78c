function push(heap: number[], job: number): void {
  let at = heap.length;
  heap.push(job);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent] <= job) break;
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = job;
}

function serve(heap: number[]): number {
  const last = heap.pop();
  if (last === undefined) return -1;
  if (heap.length === 0) return last;
  const smallest = heap[0];
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1] < heap[child]) child++;
    if (heap[child] >= last) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = last;
  return smallest;
}

export function solve(operations: readonly number[]): number[] {
  const heap: number[] = [];
  const served: number[] = [];
  for (const operation of operations) {
    if (operation > 0) push(heap, operation);
    else served.push(serve(heap));
  }
  return served;
}
