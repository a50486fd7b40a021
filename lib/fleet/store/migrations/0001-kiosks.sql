-- A kiosk at a door. Before it is enrolled it has a code, after it a token; only hashes are kept.
CREATE TABLE kiosks (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL,
  place text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  code_hash text UNIQUE,
  code_expires_at timestamptz,
  token_hash text UNIQUE,
  enrolled_at timestamptz,
  revoked_at timestamptz,
  -- The last heartbeat. All are null before the first one.
  seen_at timestamptz,
  heartbeat_seconds integer,
  version text,
  engine text,
  frames_per_second real,
  camera text,
  door text,
  -- What the screen shows; null unless the operator asks for live states.
  state text,
  settings_version text
);

-- Where a kiosk stands from a moment on: hours count for the place where they were counted.
CREATE TABLE placements (
  kiosk_id uuid NOT NULL REFERENCES kiosks ON DELETE CASCADE,
  from_at timestamptz NOT NULL DEFAULT now(),
  place text NOT NULL,
  PRIMARY KEY (kiosk_id, from_at)
);

-- The people of an hour, absolute: the newest report of an hour replaces the one before.
CREATE TABLE hours (
  kiosk_id uuid NOT NULL REFERENCES kiosks ON DELETE CASCADE,
  -- Local time with its UTC offset, 2026-10-25T02+02:00.
  hour text NOT NULL,
  starts_at timestamptz NOT NULL,
  place text NOT NULL,
  -- Of the kiosk's reports; an older one that comes late changes nothing.
  sequence bigint NOT NULL,
  people integer NOT NULL CHECK (people >= 0),
  passed integer NOT NULL CHECK (passed >= 0),
  with_mask integer NOT NULL CHECK (with_mask >= 0),
  without_mask integer NOT NULL CHECK (without_mask >= 0),
  incorrect_mask integer NOT NULL CHECK (incorrect_mask >= 0),
  unsure integer NOT NULL CHECK (unsure >= 0),
  PRIMARY KEY (kiosk_id, hour)
);
CREATE INDEX hours_by_time ON hours (starts_at);

-- What went wrong at a kiosk, with nothing of a person. `number` is the kiosk's own, and begins anew
-- where its browser lost its data.
CREATE TABLE events (
  kiosk_id uuid NOT NULL REFERENCES kiosks ON DELETE CASCADE,
  number integer NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  detail text NOT NULL,
  PRIMARY KEY (kiosk_id, number, at)
);
CREATE INDEX events_by_time ON events (at);

-- Settings as versions: the newest of a scope counts, and none is ever changed.
CREATE TABLE settings (
  version integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scope text NOT NULL CHECK (scope IN ('all', 'place', 'kiosk')),
  -- The place or the kiosk's id; empty for all.
  target text NOT NULL,
  setting_values jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  operator text NOT NULL
);
CREATE INDEX settings_by_target ON settings (scope, target, version DESC);

CREATE TABLE commands (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kiosk_id uuid NOT NULL REFERENCES kiosks ON DELETE CASCADE,
  kind text NOT NULL,
  -- The words of a message; empty for other kinds.
  text text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  operator text NOT NULL,
  done_at timestamptz,
  -- Empty where it worked, else why not.
  failure text
);
CREATE INDEX commands_waiting ON commands (kiosk_id) WHERE done_at IS NULL;
