import type { Links } from '../../rewrite/program.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

/**
 * Links that know that the program is larger than what was read of it: a binding that other files can see is open when its name
 * stands in a text that could not be read as code, or in a file that was not read (`outside`).
 */
export function guardedLinks(links: Links, unread: readonly string[], outside: ReadonlySet<string>): Links {
  return {
    usesOf: (binding) => links.usesOf(binding),
    targetOf: (file, node) => links.targetOf(file, node),
    open: (binding) =>
      links.open(binding) ||
      (binding.exported && (outside.has(binding.name) || unread.some((text) => text.includes(binding.name)))),
  };
}

/** Names that files which are not read yet could use, for a look into those files. */
export function declaredForOthers(files: Iterable<SourceFile>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of files) for (const { name, exported } of file.bindings.all) if (exported) names.add(name);
  return names;
}
