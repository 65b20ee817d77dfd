import { env } from 'vscode';
import type { Disposable, OutputChannel, TelemetrySender } from 'vscode';
import { UsageEvent } from '../core/usage/usage-event.ts';
import type { Usage } from '../core/usage/usage-event.ts';

/**
 * Notes go through the editor's TelemetryLogger, so that they end when the person has switched telemetry off, and from there
 * into an output channel on this machine. Nothing is sent anywhere. `open` makes the channel, for the first note.
 */
export function localUsage(open: () => OutputChannel): Usage & Disposable {
  let channel: OutputChannel | null = null;
  const sender: TelemetrySender = {
    sendEventData(name, data) {
      channel ??= open();
      channel.appendLine(`${new Date().toISOString()} ${name} ${JSON.stringify(data)}`);
    },
    // Errors have a message and a stack, which are full of paths.
    sendErrorData: () => undefined,
  };
  const logger = env.createTelemetryLogger(sender, {
    ignoreBuiltInCommonProperties: true,
    ignoreUnhandledErrors: true,
  });
  return {
    note(event) {
      const allowed = UsageEvent().safeParse(event);
      if (!allowed.success) return;
      const { name, ...properties } = allowed.data;
      logger.logUsage(name, properties);
    },
    dispose() {
      logger.dispose();
      channel?.dispose();
    },
  };
}
