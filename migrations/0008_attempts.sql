-- What artifacts tell of a job, as rows: so that attempts, runs and clauses can be counted and found. Each is written in the
-- transaction that makes the fact, and outlives the artifact's body. None holds source code.

-- An attempt that has ended.
CREATE TABLE patch_attempts (
  id                       uuid PRIMARY KEY,
  job_id                   uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  org_id                   uuid NOT NULL,
  number                   integer NOT NULL CHECK (number > 0),
  tier                     text NOT NULL,
  verdict                  text NOT NULL CHECK (verdict IN ('verified', 'unverified', 'regressed', 'unusable')),
  fingerprint              text,
  progress                 text CHECK (progress IN ('first', 'same', 'better', 'different', 'worse')),
  -- At most the first hundred names of `failed_count`.
  failed_tests             json NOT NULL,
  failed_count             integer NOT NULL CHECK (failed_count >= 0),
  problems                 json NOT NULL,
  breaches                 json NOT NULL,
  excluded                 json NOT NULL,
  -- The draft, where that could not be made a patch.
  patch_artifact_id        uuid NOT NULL,
  verification_artifact_id uuid,
  patch_sha256             text NOT NULL CHECK (patch_sha256 ~ '^[0-9a-f]{64}$'),
  lines_added              integer NOT NULL CHECK (lines_added >= 0),
  lines_removed            integer NOT NULL CHECK (lines_removed >= 0),
  created_at               timestamptz NOT NULL,
  -- Its tests were run again: a later row of the same number has what they said then.
  superseded_at            timestamptz
);
CREATE UNIQUE INDEX patch_attempts_once
  ON patch_attempts (job_id, number, patch_artifact_id, verification_artifact_id) NULLS NOT DISTINCT;
CREATE INDEX patch_attempts_order ON patch_attempts (job_id, created_at, id);

-- One replacement in one file. Places count UTF-16 code units; null for a file that is deleted or only gets another name.
CREATE TABLE patch_edit_operations (
  attempt_id         uuid NOT NULL REFERENCES patch_attempts (id) ON DELETE CASCADE,
  ordinal            integer NOT NULL CHECK (ordinal > 0),
  path               text NOT NULL,
  change             text NOT NULL CHECK (change IN ('modify', 'create', 'delete', 'rename')),
  new_path           text,
  base_sha256        text,
  result_sha256      text,
  start_offset       integer CHECK (start_offset >= 0),
  end_offset         integer CHECK (end_offset >= start_offset),
  -- The text itself is in the patch, and goes with it.
  replacement_length integer CHECK (replacement_length >= 0),
  finding_id         text,
  PRIMARY KEY (attempt_id, ordinal),
  CHECK ((start_offset IS NULL) = (end_offset IS NULL) AND (start_offset IS NULL) = (replacement_length IS NULL))
);

-- A run of tests, by the artifact that has it case by case.
CREATE TABLE test_runs (
  artifact_id   uuid PRIMARY KEY,
  job_id        uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  org_id        uuid NOT NULL,
  phase         text NOT NULL CHECK (phase IN ('baseline', 'verification', 'subset')),
  -- 0 before the first.
  attempt       integer NOT NULL CHECK (attempt >= 0),
  suites        integer NOT NULL CHECK (suites >= 0),
  passed        integer NOT NULL CHECK (passed >= 0),
  failed        integer NOT NULL CHECK (failed >= 0),
  skipped       integer NOT NULL CHECK (skipped >= 0),
  duration_ms   double precision NOT NULL CHECK (duration_ms >= 0),
  tool_versions json NOT NULL,
  created_at    timestamptz NOT NULL
);
CREATE INDEX test_runs_job ON test_runs (job_id, created_at);

CREATE TABLE spec_revisions (
  job_id         uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  revision       integer NOT NULL CHECK (revision > 0),
  org_id         uuid NOT NULL,
  revision_token uuid NOT NULL,
  level          text NOT NULL CHECK (level IN ('CONSERVATIVE', 'STANDARD', 'COMPREHENSIVE')),
  allowed_files  json NOT NULL,
  -- Null where it was written from the plan.
  author_id      uuid,
  created_at     timestamptz NOT NULL,
  -- Of the last approval: one above a weak net is approved twice.
  approved_at    timestamptz,
  PRIMARY KEY (job_id, revision)
);
CREATE UNIQUE INDEX spec_revisions_token ON spec_revisions (revision_token);

CREATE TABLE bdd_items (
  job_id     uuid NOT NULL,
  revision   integer NOT NULL,
  item_id    text NOT NULL,
  position   integer NOT NULL CHECK (position > 0),
  given_text text NOT NULL,
  when_text  text NOT NULL,
  then_text  text NOT NULL,
  paths      json NOT NULL,
  symbols    json NOT NULL,
  test_ids   json NOT NULL,
  -- The declarations it speaks of, by name and hash.
  anchors    json NOT NULL,
  PRIMARY KEY (job_id, revision, item_id),
  FOREIGN KEY (job_id, revision) REFERENCES spec_revisions (job_id, revision) ON DELETE CASCADE
);

CREATE TABLE sdd_items (
  job_id    uuid NOT NULL,
  revision  integer NOT NULL,
  item_id   text NOT NULL,
  position  integer NOT NULL CHECK (position > 0),
  kind      text NOT NULL CHECK (kind IN ('change', 'keep')),
  statement text NOT NULL,
  paths     json NOT NULL,
  symbols   json NOT NULL,
  test_ids  json NOT NULL,
  anchors   json NOT NULL,
  PRIMARY KEY (job_id, revision, item_id),
  FOREIGN KEY (job_id, revision) REFERENCES spec_revisions (job_id, revision) ON DELETE CASCADE
);
