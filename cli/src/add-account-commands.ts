import { Option } from 'commander';
import { z } from 'zod';
import type { App } from './commands/app.ts';
import type { MakeCommand } from './make-command.ts';
import { BillingCycle } from '@iama/contracts/usage/quota';
import { parseMonth } from './parse-arguments.ts';

const LoginFlags = z.object({
  url: z.string().optional(),
  email: z.string().optional(),
  passwordStdin: z.boolean(),
  device: z.boolean(),
  register: z.boolean(),
});
const UsageFlags = z.object({ details: z.boolean(), month: BillingCycle.optional() });

/** Who is signed in, and what is left of their plan. */
export function addAccountCommands(command: MakeCommand, app: (options: unknown) => App): void {
  command('login', 'Sign in to a control plane, or make an account there', [
    'iama login --url https://iama.example.com --email me@example.com',
    'iama login --register --email me@example.com',
    'iama login --device --url https://iama.example.com',
    'pass show iama | iama login --email me@example.com --password-stdin',
  ])
    .option('--url <address>', 'the control plane; default: IAMA_URL, the last login, or the one of this clone')
    .option('--email <address>')
    .option('--password-stdin', 'read the password from standard input', false)
    .option('--register', 'make a new account (at least 12 characters of password)', false)
    .addOption(
      new Option('--device', 'show a code to type on another screen, instead of asking for a password')
        .default(false)
        .conflicts(['email', 'passwordStdin', 'register']),
    )
    .action(async (options: unknown) => {
      const { login } = await import('./commands/login.ts');
      await login(app(options), LoginFlags.parse(options));
    });

  command('logout', 'End the session')
    .option('--url <address>', 'the control plane to sign out of')
    .action(async (options: unknown) => {
      const { logout } = await import('./commands/logout.ts');
      await logout(app(options), z.object({ url: z.string().optional() }).parse(options));
    });

  command('usage', 'How much of your plan is used, and about how many refactors are left', [
    'iama usage',
    'iama usage --details --month 2026-10',
  ])
    .option('--details', 'the figures: limits, jobs, calls and cost of each model', false)
    .option('--month <month>', 'the figures of another month, in UTC, for example 2026-10', parseMonth)
    .action(async (options: unknown) => {
      const { usage } = await import('./commands/usage.ts');
      const { details, month } = UsageFlags.parse(options);
      await usage(app(options), { details, month });
    });
}
