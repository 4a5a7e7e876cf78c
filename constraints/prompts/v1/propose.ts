import type { Template } from '../template.ts';

/** The first question about a program. */
export const PROPOSE: Template = `
# The program: {{target}}

{{source}}

# Its input

{{inputs}}

# Slow and fast runs of about the same size

{{pairs}}

# Values at hot places

{{values}}

# Accepted so far

{{covered}}

# Your task

Propose up to {{count}} constraints, the most telling ones first, and a recipe for each that can be reached by one. Explain every slow run above if you can. Think of slower inputs than those shown, too: the slow run is merely the slowest found so far.
`;
