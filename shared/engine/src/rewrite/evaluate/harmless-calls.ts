import type { CallNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

/** Global constructors and functions of JavaScript that only make a value, when they are given nothing to run. */
const GLOBAL_MAKERS: ReadonlySet<string> = new Set([
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'Array',
  'Object',
  'Date',
  'Boolean',
  'Symbol',
]);

/** React calls whose only product is their result: an unused one goes with its variable. */
const HOOKS: ReadonlySet<string> = new Set([
  'useMemo',
  'useCallback',
  'useRef',
  'useState',
  'useContext',
  'createContext',
]);

/** A call that a person would not miss when its result is not used. Everything unknown has effects. */
export function isHarmlessCall(file: SourceFile, call: CallNode): boolean {
  const { language } = file.dialect;
  if (language !== 'javascript' && language !== 'typescript') return false;
  const { callee } = call;
  if (callee.role === 'member') {
    return HOOKS.has(callee.property) && callee.object?.role === 'name' && callee.object.name === 'React';
  }
  if (callee.role !== 'name') return false;
  const binding = file.bindings.of(callee);
  if (binding === null) {
    return GLOBAL_MAKERS.has(callee.name) && call.args.length === 0 ? true : callee.name === 'Boolean';
  }
  return binding.kind === 'import' && HOOKS.has(callee.name);
}
