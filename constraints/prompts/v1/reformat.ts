import type { Template } from '../template.ts';

/** After a reply in which no answer could be found. */
export const REFORMAT: Template = `
Nothing in this reply could be read as an answer: {{problem}}

Give the same answer again as one JSON object of the form described at the beginning, and nothing else: no Markdown, no words around it.
`;
