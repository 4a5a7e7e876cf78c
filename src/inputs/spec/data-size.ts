/**
 * Number of scalars in a genotype: characters, numbers, other scalars; an empty element of an array counts as one.
 * Every node counts its values like this.
 */
export function dataSize(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  let size = 0;
  if (Array.isArray(value)) for (const item of value) size += Math.max(1, dataSize(item));
  else for (const item of Object.values(value)) size += dataSize(item);
  return size;
}
