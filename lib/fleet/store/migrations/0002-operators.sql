CREATE TABLE operators (
  name text PRIMARY KEY,
  -- scrypt with its parameters and salt.
  password_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sessions (
  token_hash text PRIMARY KEY,
  operator text NOT NULL REFERENCES operators ON DELETE CASCADE,
  csrf_token text NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Who changed what, and who tried to.
CREATE TABLE audit (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  operator text NOT NULL,
  address text NOT NULL,
  action text NOT NULL,
  detail text NOT NULL
);
