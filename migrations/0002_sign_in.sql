-- Signing in programs that have no password: the hand-off of a browser, and the code typed on another screen.
--
-- Rows stay for a day after they expire, so that a code that comes a second time is known, and what was made from it
-- can be revoked. Then a sweep deletes them.

-- A code on its way from a browser to an editor. Only the editor that made the challenge can exchange it.
CREATE TABLE auth_handoffs (
  id             uuid PRIMARY KEY,
  code_hash      text NOT NULL CHECK (code_hash ~ '^[0-9a-f]{64}$'),
  user_id        uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  client         text NOT NULL,
  code_challenge text NOT NULL CHECK (code_challenge ~ '^[A-Za-z0-9_-]{43}$'),
  redirect_uri   text NOT NULL CHECK (length(redirect_uri) <= 2048),
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL CHECK (expires_at > created_at),
  -- Also set by an exchange that was refused: a code has one try.
  used_at        timestamptz,
  -- The session made from it.
  session_id     uuid,
  CHECK (session_id IS NULL OR used_at IS NOT NULL)
);
CREATE UNIQUE INDEX auth_handoffs_code ON auth_handoffs (code_hash);
CREATE INDEX auth_handoffs_user ON auth_handoffs (user_id);
CREATE INDEX auth_handoffs_expiry ON auth_handoffs (expires_at);

-- A program that waits for a person to type its user code. That one is no secret and cannot be one: it is short, shown
-- on a screen, and worth nothing to a program that has not the device code.
CREATE TABLE auth_device_grants (
  id               uuid PRIMARY KEY,
  device_code_hash text NOT NULL CHECK (device_code_hash ~ '^[0-9a-f]{64}$'),
  user_code        text NOT NULL CHECK (user_code ~ '^[BCDFGHJKLMNPQRSTVWXZ]{8}$'),
  client           text NOT NULL,
  status           text NOT NULL CHECK (status IN ('pending', 'approved', 'denied', 'used')),
  -- Who decided.
  user_id          uuid REFERENCES users (id) ON DELETE CASCADE,
  interval_s       integer NOT NULL CHECK (interval_s BETWEEN 1 AND 60),
  polled_at        timestamptz,
  created_at       timestamptz NOT NULL,
  expires_at       timestamptz NOT NULL CHECK (expires_at > created_at),
  session_id       uuid,
  CHECK ((status = 'pending') = (user_id IS NULL)),
  CHECK ((status = 'used') = (session_id IS NOT NULL))
);
CREATE UNIQUE INDEX auth_device_grants_device_code ON auth_device_grants (device_code_hash);
CREATE UNIQUE INDEX auth_device_grants_user_code ON auth_device_grants (user_code);
CREATE INDEX auth_device_grants_user ON auth_device_grants (user_id);
CREATE INDEX auth_device_grants_expiry ON auth_device_grants (expires_at);
