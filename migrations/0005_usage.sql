-- Plans, what a job may use of one, and what it did use.

-- A limit that is null is none. These rows are for installations of one's own, where nobody should be stopped at their own
-- machine; whoever offers IAMA to others changes them. They hold for jobs that are started from then on.
CREATE TABLE plans (
  tier            text PRIMARY KEY CHECK (tier IN ('FREE', 'PLUS', 'PRO', 'MAX', 'ENTERPRISE')),
  -- Jobs that may be started in a day (UTC).
  daily_jobs      integer CHECK (daily_jobs >= 0),
  -- Of a calendar month (UTC). A credit is a hundredth of a US dollar of what models cost.
  monthly_credits integer CHECK (monthly_credits >= 0)
);

INSERT INTO plans (tier, daily_jobs, monthly_credits) VALUES
  ('FREE', 1000, NULL),
  ('PLUS', 1000, 2000),
  ('PRO', 2000, 10000),
  ('MAX', 5000, 50000),
  ('ENTERPRISE', NULL, NULL);

-- What the plan included when the job was started. Written once: a plan that changes does not change running jobs.
CREATE TABLE entitlement_snapshots (
  job_id     uuid PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  org_id     uuid NOT NULL,
  user_id    uuid NOT NULL,
  tier       text NOT NULL,
  body       json NOT NULL,
  created_at timestamptz NOT NULL
);

-- No foreign keys from here on: what was used outlives what it was used for.
-- `held` from the start of a job to its end; then `consumed`, if it is billed, or `released`.
CREATE TABLE quota_reservations (
  id              uuid PRIMARY KEY,
  -- `<user_id>:<billing_cycle>:<job_id>`
  idempotency_key text NOT NULL,
  org_id          uuid NOT NULL,
  user_id         uuid NOT NULL,
  job_id          uuid NOT NULL,
  billing_cycle   text NOT NULL CHECK (billing_cycle ~ '^\d{4}-\d{2}$'),
  day             date NOT NULL,
  status          text NOT NULL CHECK (status IN ('held', 'consumed', 'released')),
  held_credits    integer NOT NULL CHECK (held_credits >= 0),
  used_credits    integer NOT NULL DEFAULT 0 CHECK (used_credits >= 0),
  -- When work began that is billed if the person breaks it off.
  checkpoint_at   timestamptz,
  reason          text,
  reserved_at     timestamptz NOT NULL,
  settled_at      timestamptz,
  CHECK ((status = 'held') = (settled_at IS NULL)),
  CHECK ((status = 'held') = (reason IS NULL)),
  CHECK (status = 'consumed' OR used_credits = 0)
);
CREATE UNIQUE INDEX quota_reservations_once ON quota_reservations (idempotency_key);
CREATE UNIQUE INDEX quota_reservations_job ON quota_reservations (job_id) WHERE status <> 'released';
CREATE INDEX quota_reservations_held ON quota_reservations (user_id) WHERE status = 'held';
CREATE INDEX quota_reservations_cycle ON quota_reservations (user_id, billing_cycle, reserved_at DESC, id DESC);

-- Each move of a reservation, in the transaction of the move: written once, never changed.
CREATE TABLE billing_checkpoint_records (
  id             uuid PRIMARY KEY,
  reservation_id uuid NOT NULL,
  org_id         uuid NOT NULL,
  user_id        uuid NOT NULL,
  job_id         uuid NOT NULL,
  -- Of the job, at the move.
  epoch          integer NOT NULL,
  state          text NOT NULL,
  transition     text NOT NULL CHECK (transition IN ('reserved', 'checkpoint', 'consumed', 'released')),
  reason         text,
  credits        integer NOT NULL CHECK (credits >= 0),
  at             timestamptz NOT NULL
);
CREATE UNIQUE INDEX billing_checkpoint_records_once ON billing_checkpoint_records (job_id, epoch, transition);

ALTER TABLE usage_ledger ADD COLUMN model_class text CHECK (model_class IN ('L1', 'L2', 'L3'));
UPDATE usage_ledger SET model_class = model_calls.call->>'model_class' FROM model_calls WHERE model_calls.id = usage_ledger.call_id;
ALTER TABLE usage_ledger ALTER COLUMN model_class SET NOT NULL;
