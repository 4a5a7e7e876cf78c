import type { FunctionSpec, SpecNode } from '../../core/input-spec.ts';
import type { NamedType, TypeScope } from '../args/type-scope.ts';
import { createConversion, TypeRefusal } from '../args/type-scope.ts';
import { unboundParameter } from '../args/convert-type.ts';
import { defaultInt } from '../args/default-specs.ts';
import type { Signature } from './find-function.ts';
import { findSignatures } from './find-function.ts';
import type { Doc } from './jsdoc.ts';
import { parseDoc } from './jsdoc.ts';
import { createModuleScope } from './module-scope.ts';
import { parameterName, readParameter } from './parameter-spec.ts';
import type { Language, ReadFile } from './source-module.ts';
import { parseSourceModule } from './source-module.ts';

/** Where a function is written down. */
export interface SourceFacts {
  readonly code: string;
  /** Absolute path; tells a declaration file (`.d.ts`) from a source file. */
  readonly filename: string;
  /** Property path from the module's namespace to the function: `['default']`, `['a', 'b']`. */
  readonly exportPath: readonly string[];
  readonly language: Language;
  /** Follows relative imports and re-exports; without it only this file is read. */
  readonly readFile?: ReadFile | undefined;
}

export type TypeInference =
  | { readonly kind: 'inferred'; readonly spec: FunctionSpec; readonly notes: readonly string[] }
  | {
      readonly kind: 'unknown';
      /** Why not: a sentence. */
      readonly reason: string;
      /** Names of the parameters as far as they are known, for an example of `--args`. */
      readonly parameters: readonly string[];
    };

/**
 * Reads the arguments of an exported function from its TypeScript types, JSDoc comments and default values.
 * Of several overloads the first is taken whose arguments can be made.
 */
export function inferFromSource(facts: SourceFacts): TypeInference {
  const module = parseSourceModule(facts);
  const name = facts.exportPath.join('.');
  if (module === undefined) return unknown('The file cannot be parsed.', []);
  const signatures = findSignatures(module, facts.exportPath);
  const [first] = signatures;
  if (first === undefined) return unknown(`No declaration of \`${name}\` was found.`, []);
  let reason: string | undefined;
  for (const signature of signatures) {
    const { args, notes, refusal } = readSignature(signature);
    if (args !== undefined)
      return { kind: 'inferred', spec: { version: 1, kind: 'function', args }, notes };
    reason ??= refusal;
  }
  return unknown(reason ?? `\`${name}\` has no types.`, namesOf(first));
}

/** Names of an exported function's parameters, `arg1` for those without one; empty when it is not found. */
export function parameterNames(facts: SourceFacts): readonly string[] {
  const module = parseSourceModule(facts);
  const [first] = module === undefined ? [] : findSignatures(module, facts.exportPath);
  return first === undefined ? [] : namesOf(first);
}

function namesOf({ parameters }: Signature): readonly string[] {
  return parameters.map((node, index) => parameterName(node) ?? `arg${index}`);
}

/** As {@link inferFromSource}, for the declaration file (`.d.ts`) that a package ships. */
export function inferFromDeclaration(facts: Omit<SourceFacts, 'language'>): TypeInference {
  return inferFromSource({ ...facts, language: 'typescript' });
}

const unknown = (reason: string, parameters: readonly string[]): TypeInference => ({
  kind: 'unknown',
  reason,
  parameters,
});

interface SignatureReading {
  readonly args?: FunctionSpec['args'];
  readonly notes: readonly string[];
  readonly refusal?: string;
}

function readSignature(signature: Signature): SignatureReading {
  const doc = signature.doc === undefined ? undefined : parseDoc(signature.doc);
  const notes = new Set<string>();
  const scope = bindGenerics(signature, doc, notes);
  const args: { name: string; spec: SpecNode }[] = [];
  const parameters = signature.parameters.filter((node) => parameterName(node) !== 'this');
  let leftOut = 0;
  try {
    for (const [index, node] of parameters.entries()) {
      const conversion = { ...createConversion({ scope, lenient: true }), notes };
      const { name, specs } = readParameter(node, index, doc, conversion);
      if (specs.length === 0) leftOut++;
      // Arguments behind one that is left out keep their places.
      for (; specs.length > 0 && leftOut > 0; leftOut--)
        args.push({ name: `arg${args.length}`, spec: { type: 'undefined' } });
      for (const [i, spec] of specs.entries())
        args.push({ name: specs.length === 1 ? name : `${name}${i}`, spec });
    }
  } catch (error) {
    if (!(error instanceof TypeRefusal)) throw error;
    return { refusal: error.message, notes: [...notes] };
  }
  return { args, notes: [...notes] };
}

/** Type parameters stand for their defaults or constraints, else for number. */
function bindGenerics(signature: Signature, doc: Doc | undefined, notes: Set<string>): TypeScope {
  const outer = createModuleScope(signature.module);
  const bound = new Map<string, NamedType>();
  const scope: TypeScope = { lookup: (name) => bound.get(name) ?? outer.lookup(name) };
  for (const parameter of signature.typeParameters)
    bound.set(parameter.name, unboundParameter(parameter, scope, notes));
  for (const name of doc?.templates ?? [])
    if (!bound.has(name)) bound.set(name, { kind: 'spec', spec: defaultInt });
  return scope;
}
