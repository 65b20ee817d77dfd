/**
 * Names that every engine, page or compiler declares. They are looked up here first, because asking a compiler about each
 * `Map` of a repository would mean to load its programs for nothing.
 */
export const WELL_KNOWN: ReadonlySet<string> = new Set(
  // The language.
  (
    'AggregateError Array ArrayBuffer AsyncIterator Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError ' +
    'FinalizationRegistry Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array Intl Iterator JSON Map Math NaN Number ' +
    'Object Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError ' +
    'Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent ' +
    'escape eval globalThis isFinite isNaN parseFloat parseInt undefined unescape arguments ' +
    // Pages and Node.
    'AbortController AbortSignal Blob BroadcastChannel Buffer CustomEvent DOMException Event EventTarget File FormData Headers MessageChannel ' +
    'MessageEvent MessagePort Performance ReadableStream Request Response TextDecoder TextEncoder TransformStream URL URLSearchParams ' +
    'WebAssembly WebSocket WritableStream alert atob btoa cancelAnimationFrame clearImmediate clearInterval clearTimeout confirm console crypto ' +
    'document fetch global history localStorage location navigator performance process prompt queueMicrotask requestAnimationFrame self ' +
    'sessionStorage setImmediate setInterval setTimeout structuredClone window Element HTMLElement Node NodeList XMLHttpRequest Image ' +
    'require module exports __dirname __filename NodeJS ' +
    // Types of the compiler.
    'Partial Required Readonly Record Pick Omit Exclude Extract NonNullable Parameters ConstructorParameters ReturnType InstanceType ThisType ' +
    'Awaited Uppercase Lowercase Capitalize Uncapitalize NoInfer ReadonlyArray ReadonlyMap ReadonlySet ArrayLike PromiseLike Iterable ' +
    'IterableIterator AsyncIterable AsyncIterableIterator Generator AsyncGenerator PropertyKey PropertyDescriptor TemplateStringsArray ' +
    'ErrorOptions RegExpExecArray RegExpMatchArray PromiseSettledResult MapIterator ArrayIterator SetIterator const ' +
    // Test runners, older pages, build tools.
    'describe it test expect before after beforeEach afterEach beforeAll afterAll suite setup teardown suiteSetup suiteTeardown context specify ' +
    'xit xdescribe fit fdescribe jest vi cy Cypress jasmine spyOn sinon chai assert should browser page element by protractor QUnit ava tap ' +
    '$ $$ jQuery _ angular define requirejs google gapi grecaptcha ga gtag Deno Bun chrome safari opera importScripts postMessage ' +
    'React JSX h Fragment defineProps defineEmits defineExpose withDefaults $state $derived $effect ' +
    'WScript ActiveXObject Java Packages load print quit artifacts contract web3 workbox'
  ).split(' '),
);
