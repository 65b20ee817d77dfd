import type { TestCase } from '@iama/contracts/test-run/test-run';

/** The id of a test once its file has its new name. Ids are `<suite id>::<file>::<full name>`. */
export function renamedId({ id, file }: TestCase, renames: ReadonlyMap<string, string>): string {
  const new_file = file === null ? undefined : renames.get(file);
  return new_file === undefined ? id : id.replace(`::${file}::`, () => `::${new_file}::`);
}
