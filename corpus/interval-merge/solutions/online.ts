interface Interval {
  readonly start: number;
  readonly end: number;
}

export function solve(intervals: readonly Interval[]): [number, number] {
  let blocks: Interval[] = [];
  for (const interval of intervals) {
    let { start, end } = interval;
    const apart: Interval[] = [];
    for (const block of blocks) {
      if (block.end < interval.start || block.start > interval.end) {
        apart.push(block);
      } else {
        start = Math.min(start, block.start);
        end = Math.max(end, block.end);
      }
    }
    apart.push({ start, end });
    blocks = apart;
  }
  return [blocks.length, blocks.reduce((sum, { start, end }) => sum + end - start, 0)];
}
