-- CreateTable
CREATE TABLE "ledger_inbox" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "request_id" UUID,
    "actor" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "ledger_inbox_pkey" PRIMARY KEY ("id")
);

-- The chain's head was locked from the entry to the COMMIT, a round trip that every other act had to wait for. Now a
-- transaction leaves its entries in the inbox, and they are chained inside the COMMIT itself: the lock lasts as long as
-- the hash. An entry that cannot be chained makes the COMMIT fail, and with it the act that it proves.
DROP FUNCTION append_evidence(timestamptz, uuid, text, text, int, text);

CREATE FUNCTION append_evidence(
  entry_at timestamptz, entry_request uuid, entry_actor text, entry_event text, entry_version int, entry_body text
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO ledger_inbox (at, request_id, actor, event, version, body)
  VALUES (date_trunc('milliseconds', entry_at), entry_request, entry_actor, entry_event, entry_version, entry_body)
$$;

-- The hash covers the previous hash, a line feed and the entry as canonical JSON (RFC 8785): entryHash in
-- lib/domain/evidence/chain.ts computes the same offline.
CREATE FUNCTION chain_evidence() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head ledger_head%ROWTYPE;
  next_seq bigint;
  next_hash text;
BEGIN
  SELECT * INTO STRICT head FROM ledger_head WHERE id = 1 FOR UPDATE;
  next_seq := head.seq + 1;
  next_hash := encode(sha256(convert_to(head.hash || E'\n'
    || '{"actor":' || to_json(NEW.actor)::text
    || ',"at":"' || to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    || '","body":' || to_json(NEW.body)::text
    || ',"event":' || to_json(NEW.event)::text
    || ',"requestId":' || coalesce(to_json(NEW.request_id::text)::text, 'null')
    || ',"seq":' || next_seq || ',"version":' || NEW.version || '}', 'UTF8')), 'hex');
  INSERT INTO ledger_entry (seq, at, request_id, actor, event, version, body, prev_hash, hash)
    VALUES (next_seq, NEW.at, NEW.request_id, NEW.actor, NEW.event, NEW.version, NEW.body, head.hash, next_hash);
  UPDATE ledger_head SET seq = next_seq, hash = next_hash WHERE id = 1;
  DELETE FROM ledger_inbox WHERE id = NEW.id;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_inbox_is_chained AFTER INSERT ON "ledger_inbox"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chain_evidence();
ALTER TABLE "ledger_inbox" ENABLE ALWAYS TRIGGER ledger_inbox_is_chained;
