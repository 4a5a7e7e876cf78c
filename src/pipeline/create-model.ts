import type { Host } from '../../harness/protocol.ts';
import type { ModelDescription } from '../core/executor.ts';
import type { InputModel } from '../core/input-model.ts';
import { createChoiceModel } from '../inputs/choices/choice-model.ts';
import { createLiteralModel } from '../inputs/literal-model.ts';
import { compileSpec } from '../inputs/spec/compile.ts';

/** The input model that a description stands for; inside the loop with the shard's host, outside with none. */
export function createModel(description: ModelDescription, host: Pick<Host, 'draw'>): InputModel {
  switch (description.kind) {
    case 'spec':
      return compileSpec(description.spec, { maxSize: description.maxSize });
    case 'choices':
      return createChoiceModel(host, { maxSize: description.maxSize });
    case 'literal':
      return createLiteralModel(description.target);
  }
}
