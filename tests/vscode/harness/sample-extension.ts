import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';

const MANIFEST = {
  name: 'sample',
  displayName: 'Sample',
  description: 'Shows that the harness reaches what an extension does.',
  version: '0.0.1',
  publisher: 'harness',
  license: 'MIT',
  engines: { vscode: '^1.115.0' },
  main: './extension.cjs',
  activationEvents: [],
  contributes: {
    commands: [
      { command: 'sample.greet', category: 'Sample', title: '%greet%' },
      { command: 'sample.panel', category: 'Sample', title: 'Open Panel' },
      { command: 'sample.write', category: 'Sample', title: 'Write a File and Open It' },
      { command: 'sample.hidden', category: 'Sample', title: 'Hidden' },
    ],
    menus: { commandPalette: [{ command: 'sample.hidden', when: 'false' }] },
  },
};

const CODE = `const { commands, Uri, ViewColumn, window, workspace } = require('vscode');
exports.activate = ({ subscriptions }) => {
  const on = (id, run) => subscriptions.push(commands.registerCommand(id, run));
  on('sample.greet', () => window.showInformationMessage('Hello from the sample.'));
  on('sample.hidden', () => {});
  on('sample.panel', () => {
    const panel = window.createWebviewPanel('sample', 'Sample panel', ViewColumn.Beside, { enableScripts: true });
    panel.webview.html = '<h1>Nobody asked</h1><button>Ask</button><script>const host = acquireVsCodeApi();' +
      'document.querySelector("button").onclick = () => host.postMessage("ask");' +
      'addEventListener("message", ({ data }) => { document.querySelector("h1").textContent = data; });</script>';
    panel.webview.onDidReceiveMessage(() => panel.webview.postMessage('The extension answered'));
  });
  on('sample.write', async () => {
    const uri = Uri.joinPath(workspace.workspaceFolders[0].uri, 'written.txt');
    await workspace.fs.writeFile(uri, Buffer.from('by the sample'));
    await window.showTextDocument(uri, { preview: false });
  });
};
`;

/** A small extension with its VSIX, made in `folder`: what the harness is tested with. Resolves with the VSIX's path. */
export async function makeSampleExtension(folder: string): Promise<string> {
  const place = join(folder, 'sample');
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), JSON.stringify(MANIFEST));
  await writeFile(join(place, 'package.nls.json'), JSON.stringify({ greet: 'Greet' }));
  await writeFile(join(place, 'extension.cjs'), CODE);
  await writeFile(join(place, 'README.md'), 'A sample.\n');
  await writeFile(join(place, 'LICENSE'), 'MIT\n');
  await writeFile(join(place, '.vscodeignore'), '*.vsix\n');
  const packagePath = join(folder, 'sample.vsix');
  await createVSIX({ cwd: place, packagePath, dependencies: false, allowMissingRepository: true });
  return packagePath;
}
