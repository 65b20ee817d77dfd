/** `npm run package`: builds, and makes a VSIX for the platform this runs on. Prints where it is and how big. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import './main.ts';
import { DIST, EXTENSION } from './paths.ts';

const target = `${process.platform}-${process.arch}`;
const packagePath = join(DIST, `iama-${target}.vsix`);
await createVSIX({ cwd: EXTENSION, packagePath, target, dependencies: false, allowMissingRepository: true });
const { size } = await stat(packagePath);
console.log(`${packagePath}  ${(size / 1e6).toFixed(1)} MB`);
