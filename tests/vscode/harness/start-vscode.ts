import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HOST } from './install-host.ts';
import { startGroup } from './process-group.ts';
import { writeSettings } from './user-settings.ts';
import type { UserSettings } from './user-settings.ts';

/** A VS Code of its own: home, profile and extensions are in a temporary folder that goes with it. */
export interface Vscode {
  readonly url: string;
  /** Host and port, as they stand in `vscode-remote://` URIs. */
  readonly authority: string;
  /** The temporary folder, and the home of every process in it. */
  readonly home: string;
  readonly extensions_dir: string;
  /** What the server wrote so far. */
  log(): string;
  stop(): Promise<void>;
}

export interface VscodeOptions {
  /** Files to install before the start. */
  readonly vsix?: readonly string[];
  /** Over the calm ones. */
  readonly settings?: UserSettings;
  /** For the server, and so for the extensions and terminals in it. */
  readonly env?: Readonly<Record<string, string>>;
  /** As on a desktop: a folder is not trusted before the person says so. Left out, every folder is. */
  readonly ask_for_trust?: boolean;
  /** Takes suites into its extension host. VS Code then shows no notifications and refuses modal dialogs. */
  readonly in_host?: boolean;
}

/** A busy machine takes its time; on a quiet one this is a second. */
const START_LIMIT_MS = 60_000;

/** Starts VS Code's server on a free port of 127.0.0.1. The host must be installed. */
export async function startVscode(options: VscodeOptions = {}): Promise<Vscode> {
  const { vsix = [], settings = {}, env = {}, ask_for_trust = false, in_host = false } = options;
  const home = await mkdtemp(join(tmpdir(), 'iama-vscode-'));
  try {
    const user_data_dir = join(home, 'data');
    const extensions_dir = join(home, 'extensions');
    const own_env = { ...(await cleanEnvironment(home)), ...env };
    await writeSettings(user_data_dir, ask_for_trust ? { ...TRUST_SETTINGS, ...settings } : settings);
    const config = join(home, 'config.yaml');
    await writeFile(config, 'auth: none\n');
    const places = ['--config', config, '--user-data-dir', user_data_dir, '--extensions-dir', extensions_dir];
    const install = vsix.flatMap((file) => ['--install-extension', file]);
    if (install.length > 0) {
      await promisify(execFile)(HOST.node, [HOST.entry, ...places, ...install], { env: own_env });
    }
    // A built VS Code runs suites only with the driver of its own smoke tests.
    const driver = in_host ? ['--vscode-option', 'enable-smoke-test-driver'] : [];
    const trust = ask_for_trust ? [] : ['--disable-workspace-trust'];
    const flags = [...SERVER_FLAGS, ...trust, ...driver];
    const server = startGroup(HOST.node, [HOST.entry, ...places, ...flags], own_env);
    const [, authority = ''] = await server.until(/listening on http:\/\/(127\.0\.0\.1:\d+)/, START_LIMIT_MS);
    return {
      url: `http://${authority}`,
      authority,
      home,
      extensions_dir,
      log: () => server.output(),
      async stop() {
        await server.end();
        await removeFolder(home);
      },
    };
  } catch (error) {
    await removeFolder(home);
    throw error;
  }
}

/** Restricted from the start, without the dialog that would cover the window. */
const TRUST_SETTINGS: UserSettings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

export const SERVER_FLAGS = [
  '--auth=none',
  '--bind-addr=127.0.0.1:0',
  '--disable-telemetry',
  '--disable-update-check',
  '--disable-getting-started-override',
  '--ignore-last-opened',
  // Ends a server whose harness was killed; it refuses a minute and less.
  '--idle-timeout-seconds=120',
];

/** The person's environment without what leads to their own VS Code, and with temporary files where they are removed. */
export async function cleanEnvironment(home: string): Promise<NodeJS.ProcessEnv> {
  const foreign = /^(VSCODE_|ELECTRON_|XDG_|IAMA_|npm_|NODE_OPTIONS$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const TMPDIR = join(home, 'tmp');
  await mkdir(TMPDIR);
  // Nobody listens at this gallery, so that the server asks none on the internet.
  const EXTENSIONS_GALLERY = JSON.stringify({ serviceUrl: 'http://127.0.0.1:9' });
  return { ...Object.fromEntries(kept), HOME: home, TMPDIR, EXTENSIONS_GALLERY };
}

async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
