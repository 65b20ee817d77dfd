-- The job spine: accounts, projects, jobs, their log, their artifacts, the work asked of clients.
--
-- Text that comes from a person's machine (test output, file contents, messages) is stored as json, not jsonb: jsonb
-- refuses U+0000 and lone surrogates, which both occur in real test output, and it does not keep the text that a hash
-- was made from. Nothing is ever searched inside these columns.

CREATE TABLE users (
  id            uuid PRIMARY KEY,
  org_id        uuid NOT NULL,
  email         text NOT NULL CHECK (email = lower(email) AND length(email) <= 254),
  password_hash text NOT NULL,
  tier          text NOT NULL DEFAULT 'FREE' CHECK (tier IN ('FREE', 'PLUS', 'PRO', 'MAX', 'ENTERPRISE')),
  created_at    timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX users_email ON users (email);

-- One row per token ever given out. A session is a chain of tokens: using one twice revokes the whole session.
CREATE TABLE refresh_tokens (
  id          uuid PRIMARY KEY,
  session_id  uuid NOT NULL,
  user_id     uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  token_hash  text NOT NULL CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  used_at     timestamptz,
  revoked_at  timestamptz,
  replaced_by uuid REFERENCES refresh_tokens (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  CHECK (expires_at > created_at),
  CHECK (replaced_by IS NULL OR used_at IS NOT NULL)
);
CREATE UNIQUE INDEX refresh_tokens_hash ON refresh_tokens (token_hash);
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);
CREATE INDEX refresh_tokens_user ON refresh_tokens (user_id);
CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at);

CREATE TABLE projects (
  id          uuid PRIMARY KEY,
  org_id      uuid NOT NULL,
  user_id     uuid NOT NULL REFERENCES users (id),
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  fingerprint text NOT NULL CHECK (length(fingerprint) BETWEEN 8 AND 128),
  created_at  timestamptz NOT NULL
);
CREATE UNIQUE INDEX projects_fingerprint ON projects (org_id, user_id, fingerprint);
CREATE INDEX projects_newest ON projects (org_id, user_id, created_at DESC, id DESC);

-- `state` is the canonical state, `state_path` and `context` are the statechart's snapshot. `epoch` rises whenever the
-- job moves on, `last_seq` is the number of rows in its log. Every writer of a job, of its log or of its tasks locks
-- the job's row first: that is what makes seq gapless, and what keeps locks in one order.
CREATE TABLE jobs (
  id                 uuid PRIMARY KEY,
  org_id             uuid NOT NULL,
  user_id            uuid NOT NULL REFERENCES users (id),
  project_id         uuid NOT NULL REFERENCES projects (id),
  kind               text NOT NULL CHECK (kind IN ('refactor', 'flag_removal', 'review', 'error_fix')),
  recipe_id          text NOT NULL,
  target             json NOT NULL,
  execution_mode     text NOT NULL CHECK (execution_mode IN ('LOCAL_NATIVE', 'LOCAL_DOCKER')),
  preflight          json NOT NULL,
  acknowledged       json NOT NULL,
  allow_unverified   boolean NOT NULL,
  test_timeout_ms    integer NOT NULL CHECK (test_timeout_ms BETWEEN 1000 AND 3600000),
  state              text NOT NULL CHECK (state IN (
    'PENDING', 'ANALYZING', 'GENERATING_ANALYSIS_REPORT', 'WAITING_STRATEGY', 'WAITING_SPEC_APPROVAL',
    'GENERATING_TESTS', 'BASELINE_VALIDATION', 'BASELINE_VALIDATION_FAILED', 'REFACTORING', 'SELF_HEALING',
    'WAITING_INTERVENTION', 'WAITING_ESCALATION_DECISION', 'DEEP_FIX_ACTIVE', 'RECOVERY_PENDING',
    'FALLBACK_REQUIRED', 'DELIVERED', 'FAILED')),
  state_path         text NOT NULL,
  context            json NOT NULL,
  epoch              integer NOT NULL DEFAULT 0 CHECK (epoch >= 0),
  last_seq           bigint NOT NULL DEFAULT 0 CHECK (last_seq >= 0),
  level              text CHECK (level IN ('CONSERVATIVE', 'STANDARD', 'COMPREHENSIVE')),
  attempt            integer NOT NULL DEFAULT 0 CHECK (attempt >= 0),
  failure            json,
  delivery_status    text NOT NULL DEFAULT 'none'
    CHECK (delivery_status IN ('none', 'staged', 'applied', 'partially_applied', 'reverted')),
  -- Since when the person's client has to be there; null while it does not.
  client_needed_since timestamptz,
  -- Set while the client is missing: when the job gives up waiting for it.
  grace_deadline_at  timestamptz,
  deadline_at        timestamptz,
  created_at         timestamptz NOT NULL,
  updated_at         timestamptz NOT NULL,
  ended_at           timestamptz,
  CHECK ((state = 'FAILED') <= (failure IS NOT NULL)),
  CHECK (grace_deadline_at IS NULL OR client_needed_since IS NOT NULL)
);
CREATE INDEX jobs_newest ON jobs (org_id, user_id, created_at DESC, id DESC);
CREATE INDEX jobs_newest_in_project ON jobs (project_id, created_at DESC, id DESC);
CREATE INDEX jobs_needing_client ON jobs (client_needed_since) WHERE client_needed_since IS NOT NULL AND grace_deadline_at IS NULL;

-- The log: written once, never changed. Also the source of every stream.
CREATE TABLE job_events (
  job_id   uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  seq      bigint NOT NULL CHECK (seq > 0),
  org_id   uuid NOT NULL,
  at       timestamptz NOT NULL,
  type     text NOT NULL CHECK (type IN (
    'state_change', 'log_line', 'attempt_start', 'attempt_end', 'heartbeat_status', 'deep_fix_start', 'spec_updated',
    'artifact_ready', 'batch', 'task_requested', 'cost', 'completion')),
  level    text NOT NULL CHECK (level IN ('debug', 'info', 'warn', 'error')),
  batch_id text,
  data     json NOT NULL,
  PRIMARY KEY (job_id, seq)
);

CREATE TABLE job_artifacts (
  id         uuid PRIMARY KEY,
  job_id     uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  org_id     uuid NOT NULL,
  user_id    uuid NOT NULL,
  kind       text NOT NULL CHECK (kind IN (
    'analysis', 'proposals', 'spec', 'test_plan', 'baseline_run', 'patch', 'verification_run', 'evidence')),
  attempt    integer NOT NULL CHECK (attempt >= 0),
  -- Position among the job's artifacts: ids of one millisecond do not sort.
  ordinal    integer NOT NULL CHECK (ordinal > 0),
  body       json NOT NULL,
  sha256     text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes      integer NOT NULL CHECK (bytes >= 0),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at)
);
CREATE UNIQUE INDEX job_artifacts_order ON job_artifacts (job_id, ordinal);
CREATE INDEX job_artifacts_latest ON job_artifacts (job_id, kind, ordinal DESC);
CREATE INDEX job_artifacts_expiry ON job_artifacts (expires_at);

-- Work for the machine that holds the source.
CREATE TABLE job_tasks (
  id                uuid PRIMARY KEY,
  job_id            uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  org_id            uuid NOT NULL,
  kind              text NOT NULL CHECK (kind IN (
    'collect_context', 'characterize', 'run_recipe', 'run_tests', 'model_call', 'verify_subset')),
  status            text NOT NULL CHECK (status IN ('offered', 'leased', 'completed', 'failed', 'void')),
  epoch             integer NOT NULL CHECK (epoch >= 0),
  ordinal           integer NOT NULL CHECK (ordinal > 0),
  offer             integer NOT NULL DEFAULT 1 CHECK (offer > 0),
  payload           json NOT NULL,
  lease_id          uuid,
  client_session_id uuid,
  lease_expires_at  timestamptz,
  created_at        timestamptz NOT NULL,
  finished_at       timestamptz,
  CHECK ((status = 'leased') = (lease_expires_at IS NOT NULL)),
  CHECK (status <> 'leased' OR (lease_id IS NOT NULL AND client_session_id IS NOT NULL)),
  CHECK ((status IN ('completed', 'failed', 'void')) = (finished_at IS NOT NULL))
);
CREATE UNIQUE INDEX job_tasks_order ON job_tasks (job_id, ordinal);
CREATE INDEX job_tasks_open ON job_tasks (job_id) WHERE status IN ('offered', 'leased');
CREATE INDEX job_tasks_leases ON job_tasks (lease_expires_at) WHERE status = 'leased';

-- A running timer of a job. The queue wakes us; this row says whether the timer still counts.
CREATE TABLE job_timers (
  job_id   uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  timer    text NOT NULL,
  id       uuid NOT NULL,
  epoch    integer NOT NULL,
  fires_at timestamptz NOT NULL,
  PRIMARY KEY (job_id, timer)
);
CREATE INDEX job_timers_due ON job_timers (fires_at);

-- An activity that was asked for and whose outcome still counts. Deleted with its outcome, or when the job moves on.
CREATE TABLE job_activities (
  id         uuid PRIMARY KEY,
  job_id     uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  activity   text NOT NULL,
  epoch      integer NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX job_activities_job ON job_activities (job_id);

CREATE TABLE job_deliveries (
  job_id               uuid PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  patch_artifact_id    uuid NOT NULL REFERENCES job_artifacts (id),
  evidence_artifact_id uuid NOT NULL REFERENCES job_artifacts (id),
  artifact_expires_at  timestamptz NOT NULL,
  applied              json,
  applied_at           timestamptz,
  reverted             json,
  reverted_at          timestamptz,
  CHECK ((applied IS NULL) = (applied_at IS NULL)),
  CHECK ((reverted IS NULL) = (reverted_at IS NULL))
);

-- A client that watches over a job. Beats are updates of this row; only losing and finding a client is an event.
CREATE TABLE client_heartbeat_sessions (
  job_id            uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  client_session_id uuid NOT NULL,
  user_id           uuid NOT NULL REFERENCES users (id),
  started_at        timestamptz NOT NULL,
  last_seen_at      timestamptz NOT NULL,
  closed_at         timestamptz,
  PRIMARY KEY (job_id, client_session_id)
);

-- Who did what. No foreign keys: the trail outlives what it tells about.
CREATE TABLE audit_events (
  id      uuid PRIMARY KEY,
  at      timestamptz NOT NULL,
  org_id  uuid,
  user_id uuid,
  job_id  uuid,
  action  text NOT NULL,
  data    json NOT NULL
);
CREATE INDEX audit_events_job ON audit_events (job_id, at) WHERE job_id IS NOT NULL;
CREATE INDEX audit_events_org ON audit_events (org_id, at);

-- The answer to the first request with a key, written in the transaction that did its work: a row is a finished request.
CREATE TABLE idempotency_keys (
  user_id        uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  key            text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  route          text NOT NULL,
  request_sha256 text NOT NULL CHECK (request_sha256 ~ '^[0-9a-f]{64}$'),
  response       json,
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_keys_expiry ON idempotency_keys (expires_at);
