import type { LayoutPlan, PlanItem, PlanToken } from './layout-plan.ts';
import { reachIn } from './layout-scope.ts';

type Print = (stack: unknown[]) => string;

/** Compiles to closures. The text ends with a line end, unless it ends with a `rest`. */
export function compilePrinter({ items }: LayoutPlan): (g: unknown) => string {
  const print = printAll(items);
  return (g) => print([g]);
}

function printAll(items: readonly PlanItem[]): Print {
  const printers = items.map(printItem);
  const [first, second, ...more] = printers;
  if (first !== undefined && second === undefined) return first;
  if (first !== undefined && second !== undefined && more.length === 0)
    return (stack) => first(stack) + second(stack);
  return (stack) => {
    let text = '';
    for (const print of printers) text += print(stack);
    return text;
  };
}

function printItem(item: PlanItem): Print {
  switch (item.kind) {
    case 'line':
      return printLine(item.tokens);
    case 'each': {
      const print = printAll(item.items);
      const { ref } = item;
      const { depth } = item.frame;
      return (stack) => {
        const elements = reachIn(stack, ref);
        let text = '';
        if (!Array.isArray(elements)) return text;
        for (const element of elements as readonly unknown[]) {
          stack[depth] = element;
          text += print(stack);
        }
        return text;
      };
    }
    case 'rest': {
      const { ref } = item;
      return (stack) => {
        const value = reachIn(stack, ref);
        return typeof value === 'string' ? value : '';
      };
    }
  }
}

function printLine(tokens: readonly PlanToken[]): Print {
  const printers = tokens.map(printToken);
  const [only] = printers;
  if (only !== undefined && printers.length === 1) return (stack) => `${only(stack)}\n`;
  const canBeEmpty = tokens.map(({ kind }) => kind === 'spread');
  return (stack) => {
    let text = '';
    for (let i = 0; i < printers.length; i++) {
      const token = printers[i]?.(stack) ?? '';
      // A list without elements leaves no space behind.
      if (token === '' && canBeEmpty[i] === true) continue;
      text += text === '' ? token : ` ${token}`;
    }
    return `${text}\n`;
  };
}

function printToken(token: PlanToken): Print {
  switch (token.kind) {
    case 'literal': {
      const { text } = token;
      return () => text;
    }
    case 'value': {
      const { ref, leaf } = token;
      return (stack) => leaf.print(reachIn(stack, ref));
    }
    case 'count': {
      const { evaluate } = token;
      return (stack) => String(evaluate(stack));
    }
    case 'spread': {
      const { ref, leaf } = token;
      return (stack) => {
        const elements = reachIn(stack, ref);
        let text = '';
        if (!Array.isArray(elements)) return text;
        if (leaf.isPlain) return elements.join(' ');
        for (let i = 0; i < elements.length; i++)
          text += i === 0 ? leaf.print(elements[i]) : ` ${leaf.print(elements[i])}`;
        return text;
      };
    }
  }
}
