function findMeeting(list) {
  for (let i = 0; i < list.length; i++) {
    for (let j = i + 1; j < list.length; j++) {
      if (list[i].start <= list[j].end && list[j].start <= list[i].end) return { i, j };
    }
  }
  return null;
}

export function solve(intervals) {
  const list = intervals.map(({ start, end }) => ({ start, end }));
  for (let found = findMeeting(list); found !== null; found = findMeeting(list)) {
    const kept = list[found.i];
    const joined = list[found.j];
    kept.start = Math.min(kept.start, joined.start);
    kept.end = Math.max(kept.end, joined.end);
    list[found.j] = list[list.length - 1];
    list.pop();
  }
  let length = 0;
  for (const { start, end } of list) length += end - start;
  return [list.length, length];
}
