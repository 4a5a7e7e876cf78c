export function solve(readings) {
  const sorted = [];
  const medians = [];
  for (const reading of readings) {
    let at = sorted.length;
    while (at > 0 && sorted[at - 1] > reading) {
      sorted[at] = sorted[at - 1];
      at--;
    }
    sorted[at] = reading;
    medians.push(sorted[(sorted.length - 1) >> 1]);
  }
  return medians;
}
