import { styleText } from 'node:util';

export type Style = 'bold' | 'cyan' | 'dim' | 'green' | 'red' | 'yellow';

/** Colours a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

export function createPaint(useColour: boolean): Paint {
  return useColour ? (style, text) => styleText(style, text) : (_, text) => text;
}
