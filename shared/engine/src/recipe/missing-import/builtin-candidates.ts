import type { ParsedModule } from '../../js/parse.ts';
import { children, stringOf } from '../../js/walk.ts';
import { child, isNode } from '../../js/walk.ts';
import type { Candidate } from './candidate.ts';
import type { Missing } from './find-missing.ts';

/** Node's modules that everybody calls by their own name, with the members that tell them from anything else. */
const MODULES: Readonly<Record<string, RegExp>> = {
  fs: /^(?:promises|constants|(?:read|write|append|copy|open|close|access|mkdir|mkdtemp|readdir|rmdir|rm|stat|lstat|unlink|rename|symlink|realpath|exists|watch|chmod|create(?:Read|Write)Stream)\w*)$/,
  path: /^(?:join|resolve|dirname|basename|extname|relative|normalize|isAbsolute|parse|format|sep|delimiter|posix|win32)$/,
  os: /^(?:EOL|tmpdir|homedir|platform|cpus|hostname|arch|type|release|totalmem|freemem|userInfo|networkInterfaces|availableParallelism)$/,
  util: /^(?:promisify|inspect|format|inherits|deprecate|types|callbackify|isDeepStrictEqual|parseArgs|styleText|debuglog)$/,
  child_process: /^(?:exec|execFile|spawn|fork)(?:Sync)?$/,
  zlib: /^(?:gzip|gunzip|deflate|inflate|brotli)\w*$|^create\w+$/,
  readline: /^(?:createInterface|clearLine|cursorTo|emitKeypressEvents)$/,
  querystring: /^(?:parse|stringify|escape|unescape)$/,
};

/** A module of Node that is used by its own name (`path.join`): known without types of Node being installed. */
export function builtinCandidates(module: ParsedModule, isEsm: boolean, { name, members }: Missing): Candidate[] {
  const known = MODULES[name];
  if (!known || !members || ![...members].every((each) => known.test(each))) return [];
  const { text } = module;
  const prefix =
    /['"]node:/.test(text) || !/['"](?:fs|path|os|util|child_process|url|http|https)['"]/.test(text) ? 'node:' : '';
  const specifier = `${prefix}${name}`;
  const quote = (text.match(/"/g)?.length ?? 0) > (text.match(/'/g)?.length ?? 0) ? '"' : "'";
  const end = /;[ \t]*\r?$/m.test(text) || !/\n/.test(text.trim()) ? ';' : '';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const quoted = `${quote}${specifier}${quote}`;
  const line = isEsm ? `import ${name} from ${quoted}${end}` : `const ${name} = require(${quoted})${end}`;
  const place = placeFor(module, isEsm);
  const edit = { start: place.at, end: place.at, replacement: place.after ? `${eol}${line}` : `${line}${eol}` };
  return [{ specifier, source: name, path: null, isDefault: false, edits: [edit] }];
}

/** Behind the last import (or the last leading `require`), else before the first statement that is not a directive. */
function placeFor({ program, text }: ParsedModule, isEsm: boolean): { at: number; after: boolean } {
  const statements = (program.body as readonly unknown[]).filter(isNode);
  const isLoad = (node: (typeof statements)[number]): boolean => {
    if (isEsm) return node.type === 'ImportDeclaration';
    const [first] = children(node, 'declarations');
    const init = first && child(first, 'init');
    return (
      init?.type === 'CallExpression' &&
      stringOf(children(init, 'arguments')[0] ?? null) !== null &&
      /^require\b/.test(text.slice(init.start, init.end))
    );
  };
  const last = statements.findLast(isLoad);
  if (last) return { at: last.end, after: true };
  const first = statements.find((node) => typeof node['directive'] !== 'string');
  const lineStart = text.lastIndexOf('\n', (first?.start ?? text.length) - 1) + 1;
  return { at: text.slice(lineStart, first?.start).trim() === '' ? lineStart : (first?.start ?? 0), after: false };
}
