-- Language models: which one is asked, what each call was, and what it cost.

-- Settings that change while the product runs. Secrets never stand here, only where they are kept.
CREATE TABLE dynamic_configs (
  key        text PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 200),
  value      json NOT NULL,
  revision   integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  updated_at timestamptz NOT NULL,
  -- Null: seeded.
  updated_by uuid
);

INSERT INTO dynamic_configs (key, value, updated_at)
VALUES ('IAMA_LLM_ROUTE_TABLE', '{"routes": [{"alias": "default"}]}', now());

-- One row per request to a provider, committed before it is sent: a call that nobody came back from is still known.
CREATE TABLE model_calls (
  id          uuid PRIMARY KEY,
  request_key text NOT NULL CHECK (length(request_key) BETWEEN 1 AND 300),
  attempt     integer NOT NULL CHECK (attempt > 0),
  status      text NOT NULL CHECK (status IN ('open', 'accepted', 'settled', 'abandoned')),
  -- What is known before the request, for the receipt.
  call        json NOT NULL,
  started_at  timestamptz NOT NULL,
  -- Whoever is silent about it until then is gone.
  due_at      timestamptz NOT NULL CHECK (due_at > started_at)
);
CREATE UNIQUE INDEX model_calls_attempt ON model_calls (request_key, attempt);
CREATE INDEX model_calls_due ON model_calls (due_at) WHERE status IN ('open', 'accepted');

-- The last link of each chain of receipts; its row is the lock of the chain.
CREATE TABLE model_receipt_chains (
  chain_id uuid PRIMARY KEY,
  ordinal  integer NOT NULL CHECK (ordinal >= 0),
  sha256   text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$')
);

-- No foreign keys from here on: what was spent outlives what it was spent for.
CREATE TABLE model_receipts (
  chain_id uuid NOT NULL,
  ordinal  integer NOT NULL CHECK (ordinal > 0),
  call_id  uuid NOT NULL,
  body     json NOT NULL,
  -- Of `body` as it stands here, which has the hash of the receipt before.
  sha256   text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (chain_id, ordinal)
);
CREATE INDEX model_receipts_call ON model_receipts (call_id);

-- What is to be paid: one row per call that the provider served, or may have served.
CREATE TABLE usage_ledger (
  id                  uuid PRIMARY KEY,
  idempotency_key     text NOT NULL,
  call_id             uuid NOT NULL,
  org_id              uuid NOT NULL,
  user_id             uuid NOT NULL,
  job_id              uuid,
  alias               text NOT NULL,
  model               text NOT NULL,
  input_tokens        bigint NOT NULL CHECK (input_tokens >= 0),
  cached_input_tokens bigint NOT NULL CHECK (cached_input_tokens >= 0),
  cache_write_tokens  bigint NOT NULL CHECK (cache_write_tokens >= 0),
  output_tokens       bigint NOT NULL CHECK (output_tokens >= 0),
  -- `reported` by the provider, `estimated` from what was seen, or `at_most`: nobody saw the end.
  basis               text NOT NULL CHECK (basis IN ('reported', 'estimated', 'at_most')),
  -- False: nobody can say whether the provider served it.
  certain             boolean NOT NULL,
  -- Billionths of a US dollar; null when the model has no price.
  cost_nano_usd       bigint CHECK (cost_nano_usd >= 0),
  at                  timestamptz NOT NULL,
  CHECK (certain OR basis = 'at_most')
);
CREATE UNIQUE INDEX usage_ledger_once ON usage_ledger (idempotency_key);
CREATE UNIQUE INDEX usage_ledger_call ON usage_ledger (call_id);
CREATE INDEX usage_ledger_user ON usage_ledger (user_id, at);
CREATE INDEX usage_ledger_job ON usage_ledger (job_id) WHERE job_id IS NOT NULL;
