-- Evidence only grows: the database itself refuses every change, whoever asks.
CREATE FUNCTION refuse_evidence_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'evidence only grows: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER ledger_entry_only_grows BEFORE UPDATE OR DELETE ON "ledger_entry"
  FOR EACH ROW EXECUTE FUNCTION refuse_evidence_change();
CREATE TRIGGER ledger_entry_is_never_emptied BEFORE TRUNCATE ON "ledger_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_evidence_change();
ALTER TABLE "ledger_entry" ENABLE ALWAYS TRIGGER ledger_entry_only_grows;
ALTER TABLE "ledger_entry" ENABLE ALWAYS TRIGGER ledger_entry_is_never_emptied;

-- The first link: 64 zeros.
INSERT INTO "ledger_head" ("id", "seq", "hash") VALUES (1, 0, repeat('0', 64));

-- Appends one entry to the chain in one round trip, so that the head is locked as briefly as possible.
-- The hash covers the previous hash, a line feed and the entry as canonical JSON (RFC 8785): entryHash in
-- lib/domain/evidence/chain.ts computes the same offline.
CREATE FUNCTION append_evidence(
  entry_at timestamptz, entry_request uuid, entry_actor text, entry_event text, entry_version int, entry_body text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head ledger_head%ROWTYPE;
  next_seq bigint;
  next_hash text;
  at_ms timestamptz := date_trunc('milliseconds', entry_at);
BEGIN
  SELECT * INTO STRICT head FROM ledger_head WHERE id = 1 FOR UPDATE;
  next_seq := head.seq + 1;
  next_hash := encode(sha256(convert_to(head.hash || E'\n'
    || '{"actor":' || to_json(entry_actor)::text
    || ',"at":"' || to_char(at_ms AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    || '","body":' || to_json(entry_body)::text
    || ',"event":' || to_json(entry_event)::text
    || ',"requestId":' || coalesce(to_json(entry_request::text)::text, 'null')
    || ',"seq":' || next_seq || ',"version":' || entry_version || '}', 'UTF8')), 'hex');
  INSERT INTO ledger_entry (seq, at, request_id, actor, event, version, body, prev_hash, hash)
    VALUES (next_seq, at_ms, entry_request, entry_actor, entry_event, entry_version, entry_body, head.hash, next_hash);
  UPDATE ledger_head SET seq = next_seq, hash = next_hash WHERE id = 1;
  RETURN next_seq;
END $$;

-- Quoted on the phone; carries no meaning but its order.
CREATE SEQUENCE subject_request_reference;
