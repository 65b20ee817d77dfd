import { parseModule } from '@iama/engine/js/parse';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { WrittenTest } from './lock-record.ts';

/**
 * The text of a written test that loads its file as it is in a tree: as before the edit, or as planned. The two differ in how the file
 * is loaded, and in nothing that they hold of it. Pure.
 */
export function textFor({ text, after }: WrittenTest, tree: SourceTree): string {
  if (!after || !tree.files.has(after.target)) return text;
  return isModule(tree, after.target) === after.is_module ? after.text : text;
}

export function isModule({ files }: SourceTree, path: string): boolean {
  const parsed = parseModule(path, files.get(path) ?? '');
  return parsed.ok && parsed.module.sourceType === 'module';
}
