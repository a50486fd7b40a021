CREATE TABLE webhooks (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  url text NOT NULL,
  -- Signs what is sent (Standard Webhooks, `whsec_` and base64).
  secret text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE deliveries (
  -- The `webhook-id` of the message: a receiver that gets it twice knows it.
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  webhook_id uuid NOT NULL REFERENCES webhooks ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  payload text NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  -- Null once it was delivered or given up.
  next_try_at timestamptz DEFAULT now(),
  delivered_at timestamptz,
  failure text
);
CREATE INDEX deliveries_due ON deliveries (next_try_at) WHERE next_try_at IS NOT NULL;

-- Alerts that are on: one tells when it begins and when it ends, once each.
CREATE TABLE alerts (
  kiosk_id uuid NOT NULL REFERENCES kiosks ON DELETE CASCADE,
  kind text NOT NULL,
  since timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (kiosk_id, kind)
);
