import { parseModule } from './parse.ts';
import { readJson } from './read-json.ts';

/**
 * Whether two texts of a file are the same program, or the same JSON, to the last node: they differ in layout, comments, quotes and
 * needless parentheses at most. False for what cannot be read. Pure.
 */
export function sameProgram(path: string, before: string, after: string): boolean {
  const was = meaningOf(path, before);
  return was !== null && was === meaningOf(path, after);
}

function meaningOf(path: string, text: string): string | null {
  if (/\.(json|jsonc|json5)$|(^|\/)\.\w+rc$/.test(path)) {
    const value = readJson(text);
    return value === null ? null : JSON.stringify(value);
  }
  const parsed = parseModule(path, text);
  return parsed.ok ? JSON.stringify(parsed.module.program, withoutPlaces) : null;
}

/** `raw` is how a literal was written; a key that needs no quotes is the same key with them. */
function withoutPlaces(field: string, value: unknown): unknown {
  if (field === 'start' || field === 'end' || field === 'range' || field === 'raw' || field === 'loc') return undefined;
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return value.filter((each: unknown) => typeOf(each) !== 'EmptyStatement');
  if (typeOf(value) !== 'Property') return value;
  const property = value as { readonly key: { readonly value?: unknown; readonly name?: unknown }; computed: boolean };
  if (property.computed) return value;
  return { ...property, shorthand: false, key: String(property.key.name ?? property.key.value) };
}

function typeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? (value as { type?: unknown }).type : undefined;
}
