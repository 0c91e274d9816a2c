-- DropIndex
DROP INDEX "request_item_status_idx";

-- DropIndex
DROP INDEX "subject_request_assignee_id_closed_at_due_on_id_idx";

-- DropIndex
DROP INDEX "subject_request_assignee_id_closed_at_received_at_id_idx";

-- DropIndex
DROP INDEX "subject_request_closed_at_due_on_id_idx";

-- DropIndex
DROP INDEX "subject_request_closed_at_received_at_id_idx";

-- CreateIndex
CREATE INDEX "plan_prepared_idx" ON "plan"("item_id", "prepared_by") WHERE (status = 'prepared'::text);

-- CreateIndex
CREATE INDEX "request_item_in_hand_idx" ON "request_item"("status", "right", "moved_at", "request_id", "id") WHERE (status <> ALL (ARRAY['done'::text, 'refused'::text, 'withdrawn'::text]));

-- CreateIndex
CREATE INDEX "subject_request_open_due_on_idx" ON "subject_request"("due_on", "id") WHERE (closed_at IS NULL);

-- CreateIndex
CREATE INDEX "subject_request_open_received_at_idx" ON "subject_request"("received_at", "id") WHERE (closed_at IS NULL);

-- CreateIndex
CREATE INDEX "subject_request_open_assignee_idx" ON "subject_request"("assignee_id", "due_on", "id") WHERE (closed_at IS NULL);

-- CreateIndex
CREATE INDEX "subject_request_assignee_id_due_on_id_idx" ON "subject_request"("assignee_id", "due_on", "id");

-- CreateIndex
CREATE INDEX "subject_request_assignee_id_received_at_id_idx" ON "subject_request"("assignee_id", "received_at", "id");

-- CreateIndex
CREATE INDEX "subject_request_identity_waits_idx" ON "subject_request"("id") WHERE ((status = 'identifying'::text) AND (identity = 'waiting'::text));

-- CreateIndex
CREATE INDEX "subject_request_disowned_idx" ON "subject_request"("closed_at", "id") WHERE (identity_reason = 'disowned'::text);

-- CreateIndex
CREATE INDEX "subject_request_closed_at_idx" ON "subject_request"("closed_at");
