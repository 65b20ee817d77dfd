import type { AuditTrail } from '../../app/ports/audit-trail.ts';
import type { Executor } from '../executor.ts';
import { auditEvents } from '../schema/audit-events.ts';

export function auditTrail(db: Executor): AuditTrail {
  return {
    async append(records) {
      if (records.length > 0) await db.insert(auditEvents).values([...records]);
    },
  };
}
