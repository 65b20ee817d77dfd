import type { Links } from '../../rewrite/program.ts';

/** Links that count a binding as open when a text that could not be read has its name: whoever stands there may use it. */
export function guardedLinks(links: Links, unread: readonly string[]): Links {
  if (unread.length === 0) return links;
  return {
    usesOf: (binding) => links.usesOf(binding),
    targetOf: (file, node) => links.targetOf(file, node),
    open: (binding) => links.open(binding) || (binding.exported && unread.some((text) => text.includes(binding.name))),
  };
}
