class Fenwick {
  private readonly tree: Float64Array;

  constructor(n: number) {
    this.tree = new Float64Array(n + 1);
  }

  add(place: number, amount: number): void {
    for (let i = place; i < this.tree.length; i += i & -i) this.tree[i]! += amount;
  }

  sum(place: number): number {
    let total = 0;
    for (let i = place; i > 0; i -= i & -i) total += this.tree[i]!;
    return total;
  }
}

const chunks: Buffer[] = [];
process.stdin.on('data', (chunk: Buffer) => chunks.push(chunk));
process.stdin.on('end', () => {
  const lines = Buffer.concat(chunks).toString('utf8').trim().split('\n');
  const balances = (lines[1] as string).split(' ').map(Number);
  const fenwick = new Fenwick(balances.length);
  balances.forEach((balance, i) => fenwick.add(i + 1, balance));
  const out: number[] = [];
  for (const line of lines.slice(2)) {
    const [kind, left, right] = line.split(' ');
    const x = Number(left);
    const y = Number(right);
    if (kind === '?') {
      out.push(fenwick.sum(Math.max(x, y)) - fenwick.sum(Math.min(x, y) - 1));
      continue;
    }
    const change = balances[y - 1]! - balances[x - 1]!;
    fenwick.add(x, change);
    fenwick.add(y, -change);
    balances[x - 1]! += change;
    balances[y - 1]! -= change;
  }
  console.log(out.join('\n'));
});
