import type { ModelDescription } from '../core/executor.ts';
import type { InputModel } from '../core/input-model.ts';
import type { LoadedTarget } from '../core/target.ts';
import type { TestInput } from '../suite/test-file.ts';
import { createModel } from './create-model.ts';
import { openArbitrary } from './definition.ts';
import { parentRealm } from './parent-realm.ts';

/** The parent's copy of an input model. */
export interface LocalModel {
  readonly model: InputModel;
  /** What a test file holds for an encoded input. */
  render(encoded: string): TestInput;
  close(): Promise<void>;
}

/** Arbitraries live in the program's realm: their model draws in a worker until it is closed. */
export async function createLocalModel(
  loaded: LoadedTarget,
  description: ModelDescription,
  options: Parameters<typeof openArbitrary>[1],
): Promise<LocalModel> {
  if (description.kind !== 'choices') {
    const model = createModel(description, { draw: () => undefined });
    return { model, render: (encoded) => build(model, encoded), close: async () => undefined };
  }
  const arbitrary = await openArbitrary(loaded, options);
  return {
    model: createModel(description, arbitrary),
    // The choices replay the very input; the arguments are for people and other tools.
    render: (encoded) => ({ kind: 'function', args: arbitrary.render(encoded) ?? [], encoded }),
    close: async () => await arbitrary.close(),
  };
}

function build(model: InputModel, encoded: string): TestInput {
  const built = model.build(model.decode(encoded), parentRealm);
  return typeof built === 'string'
    ? { kind: 'stdin', text: built }
    : { kind: 'function', args: built };
}
