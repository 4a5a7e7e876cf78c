import type { Template } from '../template.ts';

/** A further question, with what became of earlier answers. */
export const REPAIR: Template = `
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

# Turned away, and why

{{rejected}}

# How the search fared with them

{{scoreboard}}

# Your task

This is round {{round}}. Propose up to {{count}} further constraints, and recipes for them.

- Mend what was turned away where the evidence shows how: another place, a name that is in scope, a threshold between the values that were seen. Give it up where the evidence shows that the idea is wrong.
- Do not repeat what was accepted, or say the same in other words.
- Where nothing has satisfied an accepted constraint yet, a recipe that does is worth more than another constraint.
- An empty list is a good answer when nothing is left to say.
`;
