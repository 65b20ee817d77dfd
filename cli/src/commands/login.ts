import { isCancel, password as askPassword, text as askText } from '@clack/prompts';
import { createClient } from '@iama/client/create-client';
import { awaitDevice } from '@iama/client/session/await-device';
import { memoryTokenStore } from '@iama/client/token-store';
import type { Session } from '@iama/contracts/auth/auth';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { rememberLogin } from '../session/credentials.ts';
import { findServer } from '../session/find-server.ts';
import type { App } from './app.ts';

export interface LoginOptions {
  readonly url?: string | undefined;
  readonly email?: string | undefined;
  readonly passwordStdin: boolean;
  readonly register: boolean;
  /** Show a code that is confirmed on another screen, instead of asking for a password here. */
  readonly device: boolean;
}

/** Sign in, or make an account. The password never appears in the arguments, where other processes could read it. */
export async function login(app: App, options: LoginOptions): Promise<void> {
  const { terminal, folders } = app;
  const server = await findServer(folders, options.url);
  const session = options.device ? await byDevice(app, server.url) : await byPassword(app, server.url, options);
  const { user, tokens } = session;
  await rememberLogin(folders.config, server.url, { email: user.email, tokens }, true);
  terminal.record({ url: server.url, user });
  terminal.line(`Signed in to ${server.url} as ${user.email} (${user.tier}).`);
}

async function byPassword(app: App, base_url: string, options: LoginOptions): Promise<Session> {
  const email = options.email ?? (await ask(app, 'E-mail'));
  const password = options.passwordStdin ? await passwordFromStdin() : await askForPassword(app);
  const client = createClient({ base_url, tokens: memoryTokenStore() });
  const body = { email, password };
  return options.register
    ? await client.call('auth.register', { body })
    : await client.call('auth.login', { body, repeatable: true });
}

/** Needs nobody at this keyboard: the code is typed wherever the person is signed in. */
async function byDevice(app: App, base_url: string): Promise<Session> {
  const { terminal } = app;
  const interrupt = app.takeInterrupts();
  const client = createClient({ base_url, tokens: memoryTokenStore() });
  const asked = await client.call('auth.device', { body: { client: 'cli' } });
  const { user_code, verification_uri, verification_uri_complete, expires_in_s } = asked;
  terminal.record({ type: 'device_code', user_code, verification_uri, verification_uri_complete, expires_in_s });
  terminal.line(`Type the code ${terminal.paint.bold(user_code)} at ${verification_uri}`);
  terminal.line(`within ${Math.floor(expires_in_s / 60)} minutes, or open ${verification_uri_complete}`);
  const session = await awaitDevice(client, asked, interrupt);
  if (session) return session;
  throw new CliError('INTERRUPTED', 'Interrupted. Nothing was changed.', '', EXIT.interrupted);
}

async function ask(app: App, what: string): Promise<string> {
  if (!app.terminal.interactive) throw missing(what, '--email');
  return answered(await askText({ message: what }));
}

async function askForPassword(app: App): Promise<string> {
  if (!app.terminal.interactive) throw missing('Password', '--password-stdin');
  return answered(await askPassword({ message: 'Password' }));
}

async function passwordFromStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const password = Buffer.concat(chunks)
    .toString()
    .replace(/\r?\n$/, '');
  if (password !== '') return password;
  throw new CliError('MISSING_ANSWER', 'Standard input was empty.', 'Write the password to it.', EXIT.usage);
}

function missing(what: string, flag: string): CliError {
  return new CliError('MISSING_ANSWER', `${what} is needed, and there is nobody to ask.`, `Add ${flag}.`, EXIT.usage);
}

function answered(answer: string | symbol | undefined): string {
  if (isCancel(answer)) throw new CliError('INTERRUPTED', 'Interrupted. Nothing was changed.', '', EXIT.interrupted);
  return String(answer ?? '');
}
