'use strict';
// Runs inside the repository's own test framework, in the copy: makes calls and writes down what each did, one JSON line at a
// time, so that what is known survives a call that never ends. Must run on every Node a repository may use.
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const childProcess = require('node:child_process');
const { Worker } = require('node:worker_threads');

const append = fs.appendFileSync;
const { syncBuiltinESMExports } = require('node:module');
const { setTimeout: later, clearTimeout: forget } = globalThis;
const LARGEST = 4000;
const SETTLE_MS = 1000;
const HANG_MS = 4000;
const MOMENT = Date.UTC(2020, 0, 31, 12, 34, 56, 789);
const WRITES =
  /^(write|append|mkdir|mkdtemp|rm|unlink|rename|copyFile|cp|symlink|link|chmod|chown|truncate|utimes|createWriteStream)/;

/** What a module offers: itself, its exports, and one level of plain objects below. */
exports.survey = function survey(target, { out, shapeOf }) {
  const found = [];
  const known = new Set();
  const visit = (value, path) => {
    const isFunction = typeof value === 'function';
    if (path.length > 2 || found.length >= 400) return;
    if (isFunction && known.has(value)) return;
    if (isFunction) known.add(value);
    const isClass = isFunction && looksLikeClass(value);
    if (isFunction || path.length > 0) {
      found.push({
        path,
        kind: isClass ? 'class' : isFunction ? 'function' : 'value',
        name: isFunction ? String(value.name) : '',
        arity: isFunction ? value.length : 0,
        source: isFunction ? Function.prototype.toString.call(value) : '',
        methods: isClass ? methodsOf(value) : [],
        value: isFunction ? null : seen(value, shapeOf),
      });
    }
    const isPlain = value !== null && typeof value === 'object' && path.length < 2;
    if (!isPlain && !(isFunction && path.length < 2)) return;
    const names = isClass ? Object.getOwnPropertyNames(value) : Object.keys(value);
    for (const key of names.filter((name) => !/^(length|name|prototype|arguments|caller)$/.test(name))) {
      if (key === '__esModule' || (key === 'default' && path.length > 0)) continue;
      const each = attempt(() => value[key]);
      if (path.length === 0 || typeof each === 'function') if (each !== value) visit(each, [...path, key]);
    }
  };
  visit(target, []);
  append(out, `${JSON.stringify({ survey: found })}\n`);
};

exports.observeAll = async function observeAll(calls, { out, shapeOf }) {
  const beat = startWatch();
  for (const call of calls) {
    append(out, `${JSON.stringify({ began: call.id })}\n`);
    beat();
    append(out, `${JSON.stringify(await observeOne(call, shapeOf))}\n`);
  }
  append(out, `${JSON.stringify({ ended: true })}\n`);
};

/** A call that never ends holds this thread; another one ends the process, and the caller goes on without that call. */
function startWatch() {
  const shared = new Int32Array(new SharedArrayBuffer(4));
  const code = `const { workerData } = require('node:worker_threads'); let last = -1; setInterval(() => { const now = Atomics.load(workerData, 0); if (now === last) process.kill(${process.pid}, 'SIGKILL'); last = now; }, ${HANG_MS})`;
  const worker = new Worker(code, { eval: true, workerData: shared, env: {}, execArgv: [] });
  worker.unref();
  return () => Atomics.add(shared, 0, 1);
}

async function observeOne(call, shapeOf) {
  const world = enterWorld(shapeOf);
  let outcome = 'returned';
  let value;
  let error;
  let made = { args: [], receiver: null, invoke: () => undefined };
  let before = [];
  try {
    made = call.make(world.spy);
    if (!prepare(made.before)) world.effects.add('no_instance');
    before = made.args.map((each) => shapeOf(each));
    value = made.invoke();
    world.sync = false;
    if (value !== null && typeof value === 'object' && typeof value.then === 'function') {
      outcome = 'resolved';
      value = await settled(value, world.effects);
    }
  } catch (thrown) {
    outcome = outcome === 'resolved' ? 'rejected' : 'threw';
    error = thrown;
  }
  world.sync = false;
  await new Promise((resolve) => later(resolve, world.seen.length > 0 || world.timers.size > 0 ? 10 : 0));
  const worked = outcome === 'returned' || outcome === 'resolved';
  const record = {
    id: call.id,
    outcome,
    value: worked ? seen(value, shapeOf) : null,
    error: worked ? null : seenError(error, shapeOf),
    changed: made.args.map((each, at) => (shapeOf(each) === before[at] ? null : seen(each, shapeOf))),
    receiver: made.receiver === null ? null : seen(made.receiver, shapeOf),
    seen: world.seen,
    uses_clock: world.clock,
    uses_random: world.random,
    effects: [],
  };
  if (world.timers.size > 0) world.effects.add('leaves_timer');
  const written = JSON.stringify(record);
  if (written.length > LARGEST * 2) world.effects.add('too_large');
  if (written.includes(path.dirname(process.env.IAMA_RESULTS_DIR))) world.effects.add('names_place');
  world.leave();
  return world.effects.size > 0 ? { ...record, value: null, seen: [], effects: [...world.effects] } : record;
}

/** False for an instance that could not be brought so far, or only later. */
function prepare(steps = []) {
  return steps.every((step) => {
    const value = attempt(() => [step()]);
    if (value === undefined) return false;
    const [result] = value;
    if (result === null || typeof result !== 'object' || typeof result.then !== 'function') return true;
    result.then(undefined, () => undefined);
    return false;
  });
}

async function settled(promise, effects) {
  let timer;
  const slow = new Promise((resolve) => {
    timer = later(() => resolve(effects.add('never_settles')), SETTLE_MS);
  });
  try {
    return await Promise.race([promise, slow]);
  } finally {
    forget(timer);
  }
}

/** The clock and the dice pinned, and everything watched that reaches out of the process. `leave` puts all back. */
function enterWorld(shapeOf) {
  const restores = [];
  const world = { seen: [], effects: new Set(), timers: new Set(), clock: false, random: false, sync: true };
  const put = (owner, name, replacement) => {
    const original = owner[name];
    if (!attempt(() => ((owner[name] = replacement(original)), true))) return;
    restores.push(() => (owner[name] = original));
  };
  world.spy = (name, answer = (first) => first) =>
    function (...values) {
      world.seen.push([name, ...values.map((each) => shapeOf(each))]);
      return answer.apply(this, values);
    };
  const { Date: RealDate } = globalThis;
  put(
    globalThis,
    'Date',
    () =>
      class Date extends RealDate {
        constructor(...values) {
          if (values.length === 0) world.clock = true;
          super(...(values.length === 0 ? [MOMENT] : values));
        }
        static now() {
          world.clock = true;
          return MOMENT;
        }
      },
  );
  let dice = 42;
  put(Math, 'random', () => () => {
    world.random = true;
    return (dice = (dice * 16807) % 2147483647) / 2147483647;
  });
  for (const method of ['log', 'info', 'warn', 'error', 'debug'])
    put(console, method, () => (...values) => {
      world.seen.push([`console.${method}`, ...values.map((each) => shapeOf(each))]);
    });
  const refuse = (effect) => (original) =>
    function (...values) {
      world.effects.add(effect);
      // Between the lines of an awaited call the framework itself may be at work: it is let through.
      if (world.sync) throw new Error(`not allowed while behaviour is recorded: ${effect}`);
      return original.apply(this, values);
    };
  for (const name of Object.keys(fs))
    if (WRITES.test(name) && typeof fs[name] === 'function') put(fs, name, refuse('writes_files'));
  for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'])
    put(childProcess, name, refuse('starts_process'));
  put(net.Socket.prototype, 'connect', refuse('network'));
  if (typeof globalThis.fetch === 'function') put(globalThis, 'fetch', refuse('network'));
  for (const name of ['exit', 'abort', 'kill', 'chdir']) put(process, name, refuse('ends_process'));
  for (const [start, stop] of [
    ['setTimeout', 'clearTimeout'],
    ['setInterval', 'clearInterval'],
  ]) {
    put(globalThis, start, (original) => (run, ...more) => {
      const handle = original(
        (...values) => {
          if (start === 'setTimeout') world.timers.delete(handle);
          return typeof run === 'function' ? run(...values) : undefined;
        },
        ...more,
      );
      world.timers.add(handle);
      return handle;
    });
    put(globalThis, stop, (original) => (handle) => {
      world.timers.delete(handle);
      return original(handle);
    });
  }
  // Names that ES modules have imported are copies until they are brought up to date.
  syncBuiltinESMExports();
  world.leave = () => {
    for (const restore of restores.reverse()) attempt(restore);
    syncBuiltinESMExports();
    for (const handle of world.timers) forget(handle);
  };
  return world;
}

function seen(value, shapeOf) {
  const shape = String(attempt(() => shapeOf(value)) ?? 'cannot be described');
  const literal = attempt(() => literalOf(value, 0)) ?? null;
  return { literal: literal !== null && literal.length > LARGEST ? null : literal, shape: shape.slice(0, LARGEST * 2) };
}

function seenError(error, shapeOf) {
  const isError = Object.prototype.toString.call(error) === '[object Error]' || error instanceof Error;
  return {
    name: isError ? String(error.name) : '',
    message: isError ? String(error.message) : '',
    is_error: isError,
    shape: String(attempt(() => shapeOf(error)) ?? ''),
  };
}

/** Source text that makes the same value again; null where none does. */
function literalOf(value, depth) {
  if (depth > 8) return null;
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (value === undefined || value === null || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') return null;
  const keys = Reflect.ownKeys(value);
  const proto = Object.getPrototypeOf(value);
  const name = proto && proto.constructor ? proto.constructor.name : null;
  if (name === 'Date' && keys.length === 0 && proto === Date.prototype)
    return Number.isNaN(value.getTime()) ? 'new Date(NaN)' : `new Date('${value.toISOString()}')`;
  if (name === 'Date' && keys.length === 0)
    return Number.isNaN(value.getTime()) ? 'new Date(NaN)' : `new Date('${value.toISOString()}')`;
  if (name === 'RegExp' && value.lastIndex === 0) return keys.length === 1 ? String(value) : null;
  if (Array.isArray(value)) {
    if (name !== 'Array' || keys.length !== value.length + 1) return null;
    const items = Array.from(value, (each) => literalOf(each, depth + 1));
    return items.includes(null) ? null : `[${items.join(', ')}]`;
  }
  if (
    (name === 'Map' || name === 'Set') &&
    keys.length === 0 &&
    Object.prototype.toString.call(value) === `[object ${name}]`
  ) {
    const items = literalOf(Array.from(value), depth + 1);
    return items === null ? null : `new ${name}(${items})`;
  }
  if (name !== 'Object' || Object.getPrototypeOf(proto) !== null) return null;
  const entries = keys.map((key) => {
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (typeof key !== 'string' || !property.enumerable || !('value' in property) || key === '__proto__') return null;
    const each = literalOf(value[key], depth + 1);
    return each === null ? null : `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key)}: ${each}`;
  });
  if (entries.includes(null)) return null;
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** JSON escapes control characters and lone surrogates; two line ends are its exception. */
function quoted(text) {
  const inner = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'");
  return `'${inner.replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029')}'`;
}

function looksLikeClass(value) {
  if (/^class\b/.test(Function.prototype.toString.call(value))) return true;
  return value.prototype !== undefined && methodsOf(value).length > 0;
}

function methodsOf(value) {
  const proto = attempt(() => value.prototype);
  if (!proto || typeof proto !== 'object') return [];
  return Object.getOwnPropertyNames(proto).filter((name) => {
    const descriptor = Object.getOwnPropertyDescriptor(proto, name);
    return name !== 'constructor' && descriptor && typeof descriptor.value === 'function' && !name.startsWith('_');
  });
}

function attempt(run) {
  try {
    return run();
  } catch {
    return undefined;
  }
}
