import type { Links } from '../../rewrite/program.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { FlagInput } from './flag-input.ts';

/** Who uses what across the files of a search. */
export function linkProgram(files: ReadonlyMap<string, SourceFile>, _input: FlagInput): Links {
  const all = [...files.values()];
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
