-- DropIndex
DROP INDEX "subject_request_assignee_id_due_on_idx";

-- CreateIndex
CREATE INDEX "manual_task_item_id_idx" ON "manual_task"("item_id");

-- CreateIndex
CREATE INDEX "manual_task_status_idx" ON "manual_task"("status");

-- CreateIndex
CREATE INDEX "request_item_status_idx" ON "request_item"("status");

-- CreateIndex
CREATE INDEX "step_status_idx" ON "step"("status");

-- CreateIndex
CREATE INDEX "subject_request_closed_at_due_on_id_idx" ON "subject_request"("closed_at", "due_on", "id");

-- CreateIndex
CREATE INDEX "subject_request_closed_at_received_at_id_idx" ON "subject_request"("closed_at", "received_at", "id");

-- CreateIndex
CREATE INDEX "subject_request_status_received_at_id_idx" ON "subject_request"("status", "received_at", "id");

-- CreateIndex
CREATE INDEX "subject_request_assignee_id_closed_at_due_on_id_idx" ON "subject_request"("assignee_id", "closed_at", "due_on", "id");

-- CreateIndex
CREATE INDEX "subject_request_assignee_id_closed_at_received_at_id_idx" ON "subject_request"("assignee_id", "closed_at", "received_at", "id");
