import type { Goals } from '../constraints/goals.ts';
import type { SearchOptions } from '../requests.ts';
import { constraintMargins } from './constraint-margin.ts';
import { constraintSignatures } from './constraint-signature.ts';
import { allocation, stepsPerSize, totalSteps } from './cost.ts';
import type { Feedback } from './feedback.ts';
import { siteMaxima } from './site-max.ts';

/** What a search is rewarded for, besides its constraints. */
export function costFeedbacks({ without }: Pick<SearchOptions, 'without'>): readonly Feedback[] {
  return [
    ...(without.includes('cost') ? [] : [totalSteps, stepsPerSize, allocation]),
    ...(without.includes('sites') ? [] : [siteMaxima]),
  ];
}

export function goalFeedbacks(goals: Goals | undefined): readonly Feedback[] {
  return goals?.isRewarded === true ? [constraintMargins(goals), constraintSignatures(goals)] : [];
}
