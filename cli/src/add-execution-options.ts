import { Option } from 'commander';
import type { Command } from 'commander';
import { ExecutionMode } from '@iama/contracts/job/job';
import type { Execution } from '@iama/runner/sandbox/execution';
import { z } from 'zod';

const ExecutionFlags = z.object({
  executionMode: ExecutionMode,
  dockerImage: z.string().min(1).max(500).optional(),
  unconfined: z.boolean().default(false),
});

/** Where tests run, and in what. */
export function addExecutionOptions(onto: Command): Command {
  const mode = new Option('--execution-mode <mode>', 'where tests run: on this machine, or in a container');
  return onto
    .addOption(mode.choices(ExecutionMode.options).default('LOCAL_NATIVE'))
    .option('--docker-image <image>', 'what LOCAL_DOCKER runs in (default: an official image of the language)')
    .option('--unconfined', 'let tests on this machine use your network and write where you may', false);
}

export function executionFrom(options: unknown): Execution {
  const { executionMode, dockerImage, unconfined } = ExecutionFlags.parse(options);
  return { mode: executionMode, docker_image: dockerImage ?? null, unconfined };
}
