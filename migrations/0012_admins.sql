-- People who run the product. Not users of it: no sign-in of theirs opens an account, and none of an account opens these.
CREATE TABLE admin_accounts (
  id            uuid PRIMARY KEY,
  email         text NOT NULL CHECK (email = lower(email) AND length(email) <= 254),
  password_hash text NOT NULL,
  role          text NOT NULL CHECK (role IN ('SUPER_ADMIN', 'ENGINEER', 'SUPPORT')),
  status        text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
  created_at    timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX admin_accounts_email ON admin_accounts (email);

-- One row per sign-in; it is not renewed.
CREATE TABLE admin_sessions (
  id         uuid PRIMARY KEY,
  admin_id   uuid NOT NULL REFERENCES admin_accounts (id) ON DELETE CASCADE,
  token_hash text NOT NULL CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
  revoked_at timestamptz
);
CREATE UNIQUE INDEX admin_sessions_token ON admin_sessions (token_hash);
CREATE INDEX admin_sessions_admin ON admin_sessions (admin_id);
