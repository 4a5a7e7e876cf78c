/** Whole numbers with thousands separators: `12,301,233`. The same in every locale. */
export function formatCount(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Math.round(value)
    .toString()
    .replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** Short for narrow places: `950`, `12.3k`, `4.0M`, `1.2G`. */
export function formatShort(value: number): string {
  const units = ['', 'k', 'M', 'G', 'T'];
  let scaled = Math.abs(value);
  let unit = 0;
  while (scaled >= 999.5 && unit < units.length - 1) {
    scaled /= 1000;
    unit++;
  }
  const digits = unit === 0 || scaled >= 99.95 ? 0 : 1;
  return `${value < 0 ? '-' : ''}${scaled.toFixed(digits)}${units[unit] ?? ''}`;
}

/** A ratio of two costs: `812×`, `3.4×`, `1.02×`. */
export function formatFactor(factor: number): string {
  if (factor >= 100) return `${formatCount(factor)}×`;
  return `${factor.toFixed(factor >= 10 ? 1 : 2)}×`;
}

/** `40 µs`, `0.4 ms`, `131 ms`, `10.0 s`, `3 min 20 s`, `2 h 05 min`. */
export function formatMs(ms: number): string {
  if (ms > 0 && ms < 0.1) return `${Math.max(1, Math.round(1000 * ms))} µs`;
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 99_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.floor(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** A share of 1 with one decimal: `89.4 %`. */
export function formatShare(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** `1 test`, `10 tests`. */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : many}`;
}
