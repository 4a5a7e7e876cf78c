import type { MeasureOptions } from '../../core/executor.ts';
import type { ProfiledRun, SynthesisContext } from '../../core/synthesis.ts';
import type { Observation, ProbePlace } from '../../core/watch.ts';
import { buildWatch } from '../build-watch.ts';
import type { Sample } from '../gate/sample.ts';
import { whereOf } from './document.ts';
import { createSurvey, type Scope } from './survey.ts';
import { instantiateTerms, type Term } from './terms.ts';

/** The terms of a program, and what they showed. */
export interface ObservedTerms {
  readonly scopes: readonly Scope[];
  readonly terms: readonly Term[];
  /** By run of the sample; readings in the order of the terms. */
  readonly observations: readonly Observation[];
}

const MAX_PLACES = 12;
/** Runs that tell what variables are. */
const SURVEY_RUNS = 16;

/** Finds out what the variables at hot places are, and observes the terms that fit them in every run of the sample. */
export async function observeTerms(
  context: SynthesisContext,
  sample: Sample,
  characters: readonly string[],
  measure: MeasureOptions,
): Promise<ObservedTerms> {
  const places = context.places.filter((place) => isAddressable(place, context));
  const survey = createSurvey(places.slice(0, MAX_PLACES), context.sources);
  const surveyed = await context.observe(survey.watch, surveyInputs(sample), measure);
  const scopes = survey.read(surveyed);
  const terms = instantiateTerms(scopes, characters);
  const watch = buildWatch(
    terms.map(({ place, expression }) => ({ place, expression, mode: 'value' })),
  );
  const inputs = sample.runs.map(({ input }) => input);
  return { scopes, terms, observations: await context.observe(watch, inputs, measure) };
}

/** Whether documents can name the place: several may share a line. */
function isAddressable(place: ProbePlace, context: SynthesisContext): boolean {
  const file = context.sources.find((source) => source.file === place.file)?.name;
  if (file === undefined) return false;
  const found = context.locate(whereOf(place, file));
  return (
    !('problem' in found) &&
    found.at === place.at &&
    found.line === place.line &&
    found.column === place.column &&
    found.functionAt === place.functionAt &&
    found.functionName === place.functionName
  );
}

/** Those of the first pairs, then runs of all sizes. */
function surveyInputs({ runs, pairs }: Sample): readonly string[] {
  const ofPairs = pairs.flatMap(({ slow, fast }) => [runs[slow], runs[fast]]);
  const bySize = runs.toSorted((a, b) => a.size - b.size);
  const spread = Array.from(
    { length: SURVEY_RUNS / 2 },
    (_, k) => bySize[Math.floor(((k + 0.5) / (SURVEY_RUNS / 2)) * bySize.length)],
  );
  const chosen = [...ofPairs.slice(0, SURVEY_RUNS / 2), ...spread].filter(
    (run): run is ProfiledRun => run !== undefined,
  );
  return [...new Set(chosen.map(({ input }) => input))];
}
