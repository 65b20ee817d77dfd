import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

/** What is called, taken apart: `client.isOn` is the name `isOn` with the receiver `client`. */
export interface Callee {
  readonly name: string;
  readonly receiver: SyntaxNode | null;
  /** The receiver as written, without white space; `env` for `env::var`. */
  readonly receiver_text: string | null;
}

/** The name by which a function is called; null for what has none. */
export function calleeOf(file: SourceFile, callee: SyntaxNode): Callee | null {
  switch (callee.role) {
    case 'name': {
      // Some grammars keep `env::var` in one name.
      const at = callee.name.search(/(::|\.|\\)[^:.\\]*$/);
      if (at < 0) return { name: callee.name, receiver: null, receiver_text: null };
      const [, name = ''] = /(?:::|\.|\\)([^:.\\]*)$/.exec(callee.name) ?? [];
      return { name, receiver: null, receiver_text: callee.name.slice(0, at) };
    }
    case 'member':
      return {
        name: callee.property,
        receiver: callee.object,
        receiver_text: callee.object && compact(file.text.slice(callee.object.start, callee.object.end)),
      };
    case 'group':
      return calleeOf(file, callee.inner);
    case 'wrap':
      return calleeOf(file, callee.operand);
    case 'other': {
      const text = compact(file.text.slice(callee.start, callee.end));
      const match = /^([\w$.:\\]*?)(?:::|\.|\\)?(\w+[?!]?)(?:::)?(?:<.*>)?$/.exec(text);
      return match ? { name: match[2]!, receiver: null, receiver_text: match[1] || null } : null;
    }
    default:
      return null;
  }
}

/** The name of an object as people would say it: `ldClient` for `this.ldClient`, `getLdClient()`, `LdClient.shared`. */
export function spokenName(node: SyntaxNode): string | null {
  switch (node.role) {
    case 'name':
      return node.name.replace(/^.*(::|\.|\\)/, '');
    case 'member':
      return node.object && SINGLETON.test(node.property) ? spokenName(node.object) : node.property;
    case 'call':
      if (/^(verify|when|spy|mock)$/.test(calleeName(node.callee) ?? '') && node.args[0]) {
        return spokenName(node.args[0].value);
      }
      return node.callee.role === 'member' && node.callee.object && SINGLETON.test(node.callee.property)
        ? spokenName(node.callee.object)
        : spokenName(node.callee);
    case 'wrap':
      return spokenName(node.operand);
    case 'group':
      return spokenName(node.inner);
    default:
      return null;
  }
}

function calleeName(node: SyntaxNode): string | null {
  return node.role === 'member' ? node.property : node.role === 'name' ? node.name : null;
}

const SINGLETON = /^(get|shared|instance|getInstance|Instance|current|Current|value|default|client|getClient)$/;

function compact(text: string): string {
  return text.replace(/\s+/g, '').replaceAll('?.', '.').replaceAll('!!', '').replace(/!$/, '');
}
