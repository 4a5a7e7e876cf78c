import { defineProperty, getOwnPropertyDescriptor } from './intrinsics.ts';

const { keys, create } = Object;
const { toStringTag } = Symbol;
const lookUp = WeakMap.prototype.get.call.bind(WeakMap.prototype.get) as (
  // `bind` loses the parameters of the method.
  map: WeakMap<object, object>,
  key: object,
) => object | undefined;
const remember = WeakMap.prototype.set.call.bind(WeakMap.prototype.set) as (
  map: WeakMap<object, object>,
  key: object,
  value: object,
) => void;

/** Namespaces of modules, as static imports see them. */
export interface Namespaces {
  /** Marks the `exports` object of an ECMAScript module as the namespace that it is. */
  mark(exports: object): void;
  /**
   * What `import * as` gives for what `require` returned: namespaces are themselves; anything else is the `module.exports` of a
   * CommonJS or builtin module, which becomes `default`, its own enumerable properties named exports, as in Node.
   */
  of(exports: unknown): object;
}

export function createNamespaces(): Namespaces {
  const known = new WeakMap<object, object>();

  const mark = (namespace: object): void => {
    defineProperty(namespace, toStringTag, { value: 'Module' });
  };
  const make = (exports: unknown): object => {
    const namespace = create(null) as object;
    const isNamed = typeof exports === 'object' || typeof exports === 'function';
    const names = isNamed && exports !== null ? keys(exports) : [];
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      if (name !== 'default') copyExport(namespace, exports as object, name);
    }
    defineProperty(namespace, 'default', { value: exports, enumerable: true });
    mark(namespace);
    return namespace;
  };
  return {
    mark,
    of: (exports) => {
      if ((typeof exports !== 'object' && typeof exports !== 'function') || exports === null) {
        return make(exports);
      }
      if (getOwnPropertyDescriptor(exports, toStringTag)?.value === 'Module') return exports;
      const existing = lookUp(known, exports);
      if (existing !== undefined) return existing;
      const namespace = make(exports);
      remember(known, exports, namespace);
      return namespace;
    },
  };
}

/** Values are taken as they are now, as Node does; getters stay getters, so that nothing lazy is loaded. */
function copyExport(namespace: object, exports: object, name: string): void {
  const descriptor = getOwnPropertyDescriptor(exports, name);
  if (descriptor === undefined) return;
  if (descriptor.get === undefined) {
    defineProperty(namespace, name, { value: descriptor.value, enumerable: true });
    return;
  }
  const get = (): unknown => (exports as Record<string, unknown>)[name];
  defineProperty(namespace, name, { get, enumerable: true });
}
