/**
 * Helpers as they stand in a generated test file. They are text because they run where the repository's tests run, on its
 * Node and its loader. The observer uses the very same, so that what is recorded and what is checked cannot differ.
 */

/** `shapeOf(value)`: a description of a value that has no literal (instances, functions, cycles). Plain JavaScript. */
export const SHAPE_OF = String.raw`function shapeOf(value, seen = [], depth = 0) {
  const inner = (each) => shapeOf(each, [...seen, value], depth + 1);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return '[' + (/^class\b/.test(Function.prototype.toString.call(value)) ? 'class ' : 'function ') + (value.name || 'without name') + ']';
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'bigint') return value + 'n';
  if (value === null || typeof value !== 'object') return String(value);
  if (seen.includes(value)) return '[circular]';
  if (depth > 6) return '[deep]';
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag === 'Date') return 'Date ' + (Number.isNaN(value.getTime()) ? 'invalid' : value.toISOString());
  if (tag === 'RegExp') return String(value);
  if (tag === 'Promise') return 'Promise';
  const proto = Object.getPrototypeOf(value);
  const name = proto === null ? 'null-prototype ' : proto.constructor && proto.constructor.name !== 'Object' ? (proto.constructor.name || 'nameless') + ' ' : '';
  const keys = Reflect.ownKeys(value).filter((key) => Object.getOwnPropertyDescriptor(value, key).enumerable);
  const entries = (list) => list.map((key) => String(key) + ': ' + inner(value[key]));
  if (ArrayBuffer.isView(value)) return name + '[' + Array.from(value.byteLength > 200 ? [] : value).join(', ') + '] of ' + value.byteLength;
  if (Array.isArray(value)) {
    const items = Array.from({ length: Math.min(value.length, 200) }, (_, at) => (at in value ? inner(value[at]) : 'hole'));
    return (name === 'Array ' ? '' : name) + '[' + [...items, ...entries(keys.filter((key) => !/^\d+$/.test(String(key))))].join(', ') + ']';
  }
  if (tag === 'Error') return value.name + ': ' + value.message + (keys.length > 0 ? ' {' + entries(keys).join(', ') + '}' : '');
  if (tag === 'Map') return name + '{' + [...value].map(([key, each]) => inner(key) + ' => ' + inner(each)).join(', ') + '}';
  if (tag === 'Set') return name + '{' + [...value].map(inner).join(', ') + '}';
  return name + '{' + entries(keys).join(', ') + '}';
}`;

/** `observe(run)`: runs it with a `spy` and tells what came of it, with calls and printed words in order. */
export const OBSERVE = String.raw`async function observe(run) {
  const seen = [];
  const spy = (name, answer = (first) => first) =>
    function (...values) {
      seen.push([name, ...values.map((value) => shapeOf(value))]);
      return answer.apply(this, values);
    };
  const methods = ['log', 'info', 'warn', 'error', 'debug'];
  const kept = methods.map((method) => console[method]);
  methods.forEach((method) => (console[method] = (...values) => void seen.push(['console.' + method, ...values.map((value) => shapeOf(value))])));
  try {
    const value = await run(spy);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return { value, seen };
  } catch (error) {
    return { error, seen };
  } finally {
    methods.forEach((method, at) => (console[method] = kept[at]));
  }
}`;

/** `pinned(run)`: the clock stands still and the dice fall the same every time. */
export const PINNED = String.raw`function pinned(run) {
  return async () => {
    const { Date: RealDate } = globalThis;
    const { random } = Math;
    const moment = RealDate.UTC(2020, 0, 31, 12, 34, 56, 789);
    let dice = 42;
    globalThis.Date = class Date extends RealDate {
      constructor(...values) {
        super(...(values.length === 0 ? [moment] : values));
      }
      static now() {
        return moment;
      }
    };
    Math.random = () => (dice = (dice * 16807) % 2147483647) / 2147483647;
    try {
      await run();
    } finally {
      globalThis.Date = RealDate;
      Math.random = random;
    }
  };
}`;
