import type { Host, Loop } from '../../harness/protocol.ts';
import type { ConfigureRequest, MeasureRequest, PatternsRequest } from '../core/executor.ts';
import type { InputModel } from '../core/input-model.ts';
import type { ObserveRequest } from '../core/watch.ts';
import { Watcher } from '../fuzz/constraints/watcher.ts';
import type { SearchRequest } from '../fuzz/requests.ts';
import type { Runner, Task } from '../fuzz/run.ts';
import { Search, type SearchAids } from '../fuzz/search.ts';
import { createModel } from './create-model.ts';
import { drawInput, type DrawRequest } from './draw-input.ts';
import { measureInputs } from './measure.ts';
import { observeInputs } from './observe-inputs.ts';

type LoopRequest =
  | ConfigureRequest
  | DrawRequest
  | MeasureRequest
  | ObserveRequest
  | PatternsRequest
  | SearchRequest;

/**
 * What runs beside the program in a shard's worker: the composition root of the loop script. Requests become tasks; a
 * task yields once per execution, and the program is run in between.
 */
export function createLoop(host: Host): Loop {
  const runner: Runner = { input: '' };
  let model: InputModel | undefined;
  let aids: SearchAids = {};
  let search: Search | undefined;
  let task: Task<unknown> = done(null);
  let reply: unknown = null;

  const begin = (request: LoopRequest): Task<unknown> => {
    if (request.kind === 'draw') return done(drawInput(host, request));
    if (request.kind === 'patterns') return done(host.patterns());
    if (request.kind === 'configure') {
      model = createModel(request.model, host);
      aids = aidsOf(host, request);
      search = undefined;
      return done(null);
    }
    if (model === undefined) throw new TypeError('the loop was not configured');
    switch (request.kind) {
      case 'measure':
        return measureInputs(host, model, runner, request);
      case 'observe':
        return observeInputs(host, model, runner, needed(aids.watcher), request);
      case 'search-begin':
        search = new Search(host, model, runner, request.options, undefined, aids);
        return search.begin(request);
      case 'search-restore':
        search = new Search(host, model, runner, request.options, request.state, aids);
        return search.warmUp();
      case 'search-epoch':
        return needed(search).epoch(request);
      case 'search-snapshot':
        return done(needed(search).snapshot());
    }
  };

  return {
    begin(request) {
      // The parent process is the only sender, and it sends requests built from these very types.
      task = begin(request as LoopRequest);
    },
    drive() {
      for (;;) {
        const step = task.next();
        if (step.done === true) {
          reply = step.value;
          return true;
        }
        if (!host.run(runner.input)) return false;
      }
    },
    reply: () => reply,
  };
}

// eslint-disable-next-line require-yield -- a task that needs no execution
function* done<T>(value: T): Task<T> {
  return value;
}

function aidsOf(host: Host, { watch, recipes }: ConfigureRequest): SearchAids {
  return { watcher: watch && new Watcher(host, watch), recipes };
}

/** @throws TypeError when the parent process asks for what it did not prepare. */
function needed<T extends object>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('the loop was asked for what it was not given');
  return value;
}
