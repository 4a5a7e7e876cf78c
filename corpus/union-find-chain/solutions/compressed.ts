class Clubs {
  private readonly parent: number[];
  private readonly rank: number[];

  constructor(n: number) {
    this.parent = Array.from({ length: n + 1 }, (_, i) => i);
    this.rank = new Array<number>(n + 1).fill(0);
  }

  find(x: number): number {
    let root = x;
    while (this.parent[root] !== root) root = this.parent[root] as number;
    while (this.parent[x] !== root) {
      const above = this.parent[x] as number;
      this.parent[x] = root;
      x = above;
    }
    return root;
  }

  meet(a: number, b: number): void {
    const x = this.find(a);
    const y = this.find(b);
    if (x === y) return;
    if (this.rank[x]! > this.rank[y]!) {
      this.parent[y] = x;
    } else {
      this.parent[x] = y;
      if (this.rank[x] === this.rank[y]) this.rank[y]!++;
    }
  }
}

let text = '';
process.stdin.on('data', (chunk) => (text += chunk.toString()));
process.stdin.on('end', () => {
  const [first = '', ...reports] = text.trim().split('\n');
  const clubs = new Clubs(parseInt(first, 10));
  const out: string[] = [];
  for (const report of reports) {
    const [kind, a, b] = report.split(' ') as [string, string, string];
    if (kind === '+') clubs.meet(+a, +b);
    else out.push(clubs.find(+a) === clubs.find(+b) ? 'yes' : 'no');
  }
  console.log(out.join('\n'));
});
