import type { Links } from '../../rewrite/program.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

/** Links of files that know nothing of each other: every name means what its own file says. */
export function ownFileLinks(files: Iterable<SourceFile>): Links {
  const all = [...files];
  return {
    usesOf: (binding) =>
      all.flatMap((file) =>
        file.bindings.all.includes(binding) ? binding.references.map((use) => ({ ...use, file })) : [],
      ),
    targetOf(file, node) {
      const binding = file.bindings.of(node);
      return binding && binding.kind !== 'import' ? { file, binding } : null;
    },
    open: () => false,
  };
}
