import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';

export interface SmallExtension {
  readonly name: string;
  readonly description: string;
  readonly contributes: object;
  /** Of its one module. */
  readonly code: string;
}

/** An extension of a test's own, packaged in `folder`: where it is. */
export async function makeExtension(folder: string, extension: SmallExtension): Promise<string> {
  const { name, description, contributes, code } = extension;
  const place = join(folder, name);
  const manifest = {
    name,
    displayName: name,
    description,
    version: '0.0.1',
    publisher: 'harness',
    license: 'MIT',
    engines: { vscode: '^1.115.0' },
    main: './extension.cjs',
    activationEvents: [],
    contributes,
  };
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(place, 'extension.cjs'), code);
  await writeFile(join(place, 'README.md'), `${description}\n`);
  await writeFile(join(place, 'LICENSE'), 'MIT\n');
  await writeFile(join(place, '.vscodeignore'), '*.vsix\n');
  const packagePath = join(folder, `${name}.vsix`);
  await createVSIX({ cwd: place, packagePath, dependencies: false, allowMissingRepository: true });
  return packagePath;
}
