import type { Template } from '../template.ts';

/** Asks for the description of what a program reads from stdin. */
export const INPUT_SPEC: Template = `
You describe what a program reads from standard input, as one JSON document. Parser, generator and validator are made from it, so it must read every example below exactly and must not read anything that the statement forbids.

# The document

{
  "version": 1,
  "kind": "stdin",
  "fields": {
    "k": { "type": "int", "min": 1, "max": 100 },
    "a": { "type": "list", "minLength": 1, "maxLength": 200000, "of": { "type": "int", "min": 0, "max": "10^9" } }
  },
  "layout": [{ "line": ["len(a)", "k"] }, { "line": ["...a"] }]
}

Fields, in order of definition. A bound is a number or an arithmetic expression over earlier fields, as "2 * n - 1", "len(a)", "min(n, 10^9)"; operators + - * / % ^, functions len min max floor ceil abs log2 sqrt.

- { "type": "int", "min": .., "max": .. } and { "type": "float", "min": .., "max": .., "decimals": 6 }
- { "type": "string", "minLength": .., "maxLength": .., "alphabet": "a-z0-9 _" } or with "length", or with "regex" instead of "alphabet"
- { "type": "list", "minLength": .., "maxLength": .., "of": node } or with "length"; optional "distinct": true, "sorted": "asc" or "desc", "sum": { "expr": "len(s)", "max": 200000 } over the elements
- { "type": "tuple", "items": [node, ..] } and { "type": "record", "fields": { name: node, .. } }
- { "type": "union", "options": [node, ..] }, { "type": "enum", "values": [..] }, { "type": "const", "value": .. }
- { "type": "permutation", "length": .., "base": 1 }, { "type": "matrix", "rows": bound or {"min","max"}, "columns": .., "of": node }
- { "type": "tree", "nodes": .., "base": 1, "weight": int node }: nodes - 1 edges [u, v] or [u, v, weight]
- { "type": "graph", "nodes": .., "minEdges": .., "maxEdges": .., "directed": .., "connected": .., "multi": .., "loops": .., "weight": int node }: edges

Layout, pieces of text in order:

- { "line": ["n", "m", "len(a)"] }: tokens separated by one space. A token is a scalar field, "...a" (all elements of a list), "=word" (a literal), or an expression over lengths. A number that counts what follows is no field: write "len(a)" and leave n out of the fields. A string field alone on its line may hold spaces.
- { "each": "edges", "line": ["0", "1"] }: a line for every element; tokens are indexes of tuples, names of record fields, "." the element itself, "...." its own elements.
- { "each": "tests", "layout": [..] }: repeated for every element of a list of records.
- { "rest": "text" }: a string field as the whole rest; last item only.

# The statement

{{statement}}

# Known-good inputs

{{examples}}

# Turned away, and why

{{rejected}}

# Your task

Answer with the JSON document and nothing else. Take bounds from the statement, not from the examples.
`;
