const NAMES = new Set(
  (
    'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events ' +
    'fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl sqlite stream ' +
    'string_decoder sys test timers tls trace_events tty url util v8 vm wasi worker_threads zlib'
  ).split(' '),
);

/** Whether a specifier names a module of Node itself: `fs`, `fs/promises`, `node:test`. */
export function isNodeBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || NAMES.has(specifier.split('/')[0] ?? '');
}
