-- CreateTable
CREATE TABLE "access_package" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "storage_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "rows" INTEGER NOT NULL,
    "built_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "collected_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_package_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connected_system" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "secret_enc" TEXT NOT NULL,
    "address" JSONB NOT NULL,
    "catalogue" JSONB,
    "catalogue_hash" TEXT,
    "inspected_at" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL DEFAULT 'unknown',
    "failure" TEXT,
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "connected_system_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_map_version" (
    "version" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "checksum" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "data_map_version_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "hold_rule" (
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "hold_rule_pkey" PRIMARY KEY ("key","version")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "request_id" UUID,
    "actor" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "ledger_head" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "ledger_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letter" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "item_id" UUID,
    "kind" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "recipient_enc" TEXT,
    "subject_enc" TEXT,
    "text_enc" TEXT,
    "html_enc" TEXT,
    "message_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_failure" TEXT,
    "recipient_index" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "manual_task" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "note_enc" TEXT,
    "done_by" UUID,
    "done_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "manual_task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "map_version" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "prepared_by" UUID,
    "prepared_at" TIMESTAMPTZ(3),
    "approved_by" UUID,
    "approved_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "step" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "system_key" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "transaction_id" TEXT,
    "result" JSONB,
    "problem" TEXT,
    "attempted_at" TIMESTAMPTZ(3),
    "applied_at" TIMESTAMPTZ(3),
    "verified_at" TIMESTAMPTZ(3),
    "verification" JSONB,

    CONSTRAINT "step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "changed_by" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "staff_user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subject_link" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "spent_at" TIMESTAMPTZ(3),

    CONSTRAINT "subject_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_code" (
    "id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "spent_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subject_request" (
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "channel" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "controller_key" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "received_on" DATE NOT NULL,
    "time_zone" TEXT NOT NULL,
    "calendar" TEXT NOT NULL,
    "nominal_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "clock" JSONB NOT NULL,
    "rights" TEXT[],
    "identity" TEXT NOT NULL DEFAULT 'unproven',
    "identity_reason" TEXT,
    "identity_level" INTEGER NOT NULL DEFAULT 0,
    "identity_proof" JSONB,
    "confirmed_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "assignee_id" UUID,
    "wrapped_key" TEXT,
    "name_enc" TEXT,
    "email_enc" TEXT,
    "message_enc" TEXT,
    "identifiers_enc" TEXT,
    "person_keys_enc" TEXT,
    "email_index" TEXT NOT NULL,
    "search_index" TEXT[],
    "submission_key" TEXT,

    CONSTRAINT "subject_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_item" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "right" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "outcome" TEXT,
    "ground" TEXT,
    "reason_enc" TEXT,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "request_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "system_finding" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "system_key" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "system_finding_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "access_package_item_id_key" ON "access_package"("item_id");

-- CreateIndex
CREATE INDEX "access_package_expires_at_idx" ON "access_package"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "connected_system_key_key" ON "connected_system"("key");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_hash_key" ON "ledger_entry"("hash");

-- CreateIndex
CREATE INDEX "ledger_entry_request_id_seq_idx" ON "ledger_entry"("request_id", "seq");

-- CreateIndex
CREATE INDEX "ledger_entry_event_seq_idx" ON "ledger_entry"("event", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "letter_message_id_key" ON "letter"("message_id");

-- CreateIndex
CREATE INDEX "letter_request_id_created_at_idx" ON "letter"("request_id", "created_at");

-- CreateIndex
CREATE INDEX "letter_recipient_index_created_at_idx" ON "letter"("recipient_index", "created_at");

-- CreateIndex
CREATE INDEX "letter_status_created_at_idx" ON "letter"("status", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "plan_item_id_number_key" ON "plan"("item_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "step_plan_id_system_key_key" ON "step"("plan_id", "system_key");

-- CreateIndex
CREATE UNIQUE INDEX "staff_user_email_key" ON "staff_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "subject_link_token_hash_key" ON "subject_link"("token_hash");

-- CreateIndex
CREATE INDEX "subject_link_request_id_purpose_idx" ON "subject_link"("request_id", "purpose");

-- CreateIndex
CREATE INDEX "one_time_code_link_id_created_at_idx" ON "one_time_code"("link_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "subject_request_reference_key" ON "subject_request"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "subject_request_submission_key_key" ON "subject_request"("submission_key");

-- CreateIndex
CREATE INDEX "subject_request_status_due_on_id_idx" ON "subject_request"("status", "due_on", "id");

-- CreateIndex
CREATE INDEX "subject_request_due_on_id_idx" ON "subject_request"("due_on", "id");

-- CreateIndex
CREATE INDEX "subject_request_received_at_id_idx" ON "subject_request"("received_at", "id");

-- CreateIndex
CREATE INDEX "subject_request_assignee_id_due_on_idx" ON "subject_request"("assignee_id", "due_on");

-- CreateIndex
CREATE INDEX "subject_request_email_index_idx" ON "subject_request"("email_index");

-- CreateIndex
CREATE INDEX "subject_request_search_index_idx" ON "subject_request" USING GIN ("search_index");

-- CreateIndex
CREATE INDEX "subject_request_rights_idx" ON "subject_request" USING GIN ("rights");

-- CreateIndex
CREATE UNIQUE INDEX "request_item_request_id_right_key" ON "request_item"("request_id", "right");

-- CreateIndex
CREATE UNIQUE INDEX "system_finding_request_id_round_system_key_key" ON "system_finding"("request_id", "round", "system_key");

-- AddForeignKey
ALTER TABLE "access_package" ADD CONSTRAINT "access_package_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "subject_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letter" ADD CONSTRAINT "letter_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "subject_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "manual_task" ADD CONSTRAINT "manual_task_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "request_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan" ADD CONSTRAINT "plan_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "request_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step" ADD CONSTRAINT "step_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subject_link" ADD CONSTRAINT "subject_link_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "subject_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "one_time_code" ADD CONSTRAINT "one_time_code_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "subject_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subject_request" ADD CONSTRAINT "subject_request_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "staff_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_item" ADD CONSTRAINT "request_item_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "subject_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "system_finding" ADD CONSTRAINT "system_finding_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "subject_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
