import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import { readPlan } from './plan.ts';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('the extension, inside VS Code', () => {
  const { extension_id } = readPlan();

  it('activates', async () => {
    const extension = extensions.getExtension(extension_id);
    assert.ok(extension, `${extension_id} is not installed.`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers every command that its manifest names', async () => {
    const manifest = extensions.getExtension(extension_id)?.packageJSON as Manifest | undefined;
    const registered = new Set(await commands.getCommands(true));
    assert.deepEqual(
      manifest?.contributes.commands.map(({ command }) => command).filter((id) => !registered.has(id)),
      [],
    );
  });
});
