export interface AuditRecord {
  readonly id: string;
  readonly at: Date;
  readonly org_id: string | null;
  readonly user_id: string | null;
  readonly job_id: string | null;
  readonly action: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Who did what; written in the transaction that does it. */
export interface AuditTrail {
  append(records: readonly AuditRecord[]): Promise<void>;
}
