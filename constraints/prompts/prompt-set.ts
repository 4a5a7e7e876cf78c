import type { Template } from './template.ts';
import { INPUT_SPEC } from './v1/input-spec.ts';
import { PROPOSAL_SCHEMA } from './v1/proposal-schema.ts';
import { PROPOSE } from './v1/propose.ts';
import { REFORMAT } from './v1/reformat.ts';
import { REPAIR } from './v1/repair.ts';
import { SYSTEM } from './v1/system.ts';

/** The prompts of one version: templates, and the schema of what they ask for. */
export interface PromptSet {
  /** Stored with everything that was made with them; a change of words is a new version. */
  readonly version: string;
  readonly system: Template;
  readonly propose: Template;
  readonly repair: Template;
  readonly reformat: Template;
  readonly inputSpec: Template;
  readonly proposalSchema: typeof PROPOSAL_SCHEMA;
}

export const PROMPTS: PromptSet = {
  version: 'v1',
  system: SYSTEM,
  propose: PROPOSE,
  repair: REPAIR,
  reformat: REFORMAT,
  inputSpec: INPUT_SPEC,
  proposalSchema: PROPOSAL_SCHEMA,
};
