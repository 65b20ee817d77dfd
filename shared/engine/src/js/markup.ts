import type { ModuleFacts, ModuleLink } from './module-facts.ts';

const SCRIPTED = /\.(?:vue|svelte|astro|mdx|html?|ejs|hbs|pug|marko|riot)$/;
const LINKS = [
  /\bfrom\s*["']([^"'\n]+)["']/g,
  /\bimport\s*\(?\s*["']([^"'\n]+)["']/g,
  /\brequire\s*\(\s*["']([^"'\n]+)["']/g,
  /<(?:script|link)\b[^>]*?\b(?:src|href)\s*=\s*["']([^"'\n]+)["']/g,
];

/** A page or component file, with scripts inside. */
export function isScripted(path: string): boolean {
  return SCRIPTED.test(path);
}

/**
 * What a page or component file loads. Its scripts are not parsed: every name of what it loads counts as used.
 * Null for files of other kinds.
 */
export function readMarkup(path: string, text: string): ModuleFacts | null {
  if (!isScripted(path)) return null;
  const links = LINKS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match): ModuleLink => ({
      specifier: relative(match[1] ?? '', pattern === LINKS[3]),
      kind: 'dynamic',
      names: 'all',
      typeOnly: false,
      at: match.index,
    })),
  );
  return { links, patterns: [], exported: new Set(), hasModuleSyntax: true };
}

/** An address in an attribute is relative even without `./`. */
function relative(address: string, isAttribute: boolean): string {
  return isAttribute && /^[\w]/.test(address) && !/^\w+:/.test(address) ? `./${address}` : address;
}
