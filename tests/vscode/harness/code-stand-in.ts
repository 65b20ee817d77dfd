/**
 * The program `code` as `npm run code` calls it, where there is no desktop VS Code: takes the same arguments to the server
 * of `host/`. A folder is served until the process ends, at the address that is printed.
 *
 * The profile is a new one, with the settings that VS Code has for everybody.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HOST } from './install-host.ts';
import { SERVER_FLAGS } from './start-vscode.ts';

const { values } = parseArgs({
  options: {
    'user-data-dir': { type: 'string', default: '' },
    'extensions-dir': { type: 'string', default: '' },
    'install-extension': { type: 'string' },
    'new-window': { type: 'string' },
    force: { type: 'boolean' },
  },
});
const config = join(values['user-data-dir'], '../config.yaml');
writeFileSync(config, 'auth: none\n');
const places = ['--config', config];
places.push('--user-data-dir', values['user-data-dir'], '--extensions-dir', values['extensions-dir']);
const { 'install-extension': vsix, 'new-window': folder } = values;
if (folder !== undefined) console.log(`opens ${folder}`);
const wanted = vsix === undefined ? SERVER_FLAGS : ['--install-extension', vsix];
const { status } = spawnSync(HOST.node, [HOST.entry, ...places, ...wanted], { stdio: 'inherit' });
process.exitCode = status ?? 1;
