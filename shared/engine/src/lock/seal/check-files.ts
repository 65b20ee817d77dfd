import type { Breach, BreachName } from '@iama/contracts/test-run/breach';
import { sameProgram } from '../../js/same-program.ts';
import { compareTestFiles } from './compare-test-files.ts';
import { configPart } from './config-part.ts';
import type { Seal, SealedRole } from './seal.ts';
import { sealedRoleOf } from './seal.ts';

/** The workspace after the edit: hashes of all files, and the texts of those that can be read. */
export interface FilesNow {
  readonly hashes: ReadonlyMap<string, string>;
  readonly texts: ReadonlyMap<string, string>;
}

const DELETED: Readonly<Record<SealedRole, BreachName>> = {
  test: 'TEST_FILE_DELETED',
  golden: 'GOLDEN_DELETED',
  config: 'CONFIG_DELETED',
};

/**
 * Sealed files that are not as they were. `before` are their texts at that time. Files in `agreed` may be edited (the person
 * approved it, for imports, names and layout): they are still judged by what they hold. Pure.
 */
export function checkFiles(
  seal: Seal,
  before: ReadonlyMap<string, string>,
  now: FilesNow,
  agreed: ReadonlySet<string>,
): readonly Breach[] {
  const found = seal.files.flatMap(({ path, sha256, role }): readonly Breach[] => {
    const hash = now.hashes.get(path);
    if (hash === sha256) return [];
    if (hash === undefined) return [{ name: DELETED[role], place: path, detail: 'It is gone.' }];
    if (role === 'golden') return [{ name: 'GOLDEN_EDITED', place: path, detail: 'A recorded result was changed.' }];
    const [was, is] = [before.get(path) ?? '', now.texts.get(path) ?? ''];
    const part = configPart(path, is);
    if (part !== null && part === configPart(path, was)) return [];
    if (role === 'config') {
      if (agreed.has(path) && sameProgram(path, was, is)) return [];
      return [{ name: 'CONFIG_CHANGED', place: path, detail: 'The way tests are run was changed.' }];
    }
    const breaches = compareTestFiles(path, was, is);
    return agreed.has(path) ? breaches.filter(({ name }) => !MAY_COME_OF_RENAMES.has(name)) : breaches;
  });
  const sealed = new Set(seal.files.map(({ path }) => path));
  const added = [...now.hashes.keys()].filter(
    (path) =>
      !sealed.has(path) && sealedRoleOf(path) === 'config' && configPart(path, now.texts.get(path) ?? '') !== '',
  );
  const config = added.map((place): Breach => ({
    name: 'CONFIG_ADDED',
    place,
    detail: 'Configuration that was not there changes how tests are run.',
  }));
  return [...found, ...config];
}

const MAY_COME_OF_RENAMES: ReadonlySet<BreachName> = new Set(['TEST_FILE_EDITED', 'EXPECTATION_CHANGED']);
