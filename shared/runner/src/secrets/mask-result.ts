import { createHash } from 'node:crypto';
import type { TaskFailure, TaskResult } from '@iama/contracts/task/payload';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';

const MAX_MESSAGE = 8000;

/** A result as it may leave this machine. The hash of a patch is that of the patch that leaves. */
export function maskResult(gate: SecretGate, result: TaskResult): TaskResult {
  const masked = gate.maskValue(result);
  if (masked.kind !== 'run_recipe' || masked === result) return masked;
  const patch_sha256 = createHash('sha256').update(JSON.stringify(masked.patch)).digest('hex');
  return { ...masked, patch_sha256 };
}

/** Placeholders may be longer than what they stand for, and a message has its limit. */
export function maskFailure(gate: SecretGate, failure: TaskFailure): TaskFailure {
  return { ...failure, message: gate.mask(failure.message).slice(0, MAX_MESSAGE) };
}
