import type { Diagnostics } from 'recheck';
import type { PatternVerdict } from './attack.ts';

/** Longer texts are no use to a search: parts of recipes and of the dictionary. Characters. */
const MAX_PART = 256;

/** What recheck found, in our words. */
export function readDiagnostics(diagnostics: Diagnostics): PatternVerdict {
  switch (diagnostics.status) {
    case 'safe':
      return { kind: 'harmless' };
    case 'unknown': {
      const { error } = diagnostics;
      const reason = 'message' in error ? error.message : error.kind;
      return { kind: 'unsupported', reason };
    }
    case 'vulnerable': {
      const { attack, complexity } = diagnostics;
      const pumps = attack.pumps.filter(({ pump }) => pump !== '');
      const parts = [attack.suffix, ...pumps.flatMap(({ prefix, pump }) => [prefix, pump])];
      if (pumps.length === 0 || parts.some(({ length }) => length > MAX_PART))
        return { kind: 'harmless' };
      return {
        kind: 'slow',
        attack: {
          pumps: pumps.map(({ prefix, pump }) => ({ prefix, pump })),
          suffix: attack.suffix,
          growth: complexity.type,
        },
      };
    }
  }
}
