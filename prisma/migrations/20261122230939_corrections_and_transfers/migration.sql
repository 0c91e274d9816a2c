-- AlterTable
ALTER TABLE "staff_user" ADD COLUMN     "controller_key" TEXT;

-- CreateTable
CREATE TABLE "correction_wish" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "datum" TEXT,
    "present_enc" TEXT,
    "wanted_enc" TEXT,
    "words_enc" TEXT,
    "status" TEXT NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "adapted_enc" TEXT,
    "reason_enc" TEXT,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "correction_wish_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "correction_place" (
    "id" UUID NOT NULL,
    "wish_id" UUID NOT NULL,
    "system_key" TEXT NOT NULL,
    "dataset" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "present_enc" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "decision" TEXT,

    CONSTRAINT "correction_place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subject_file" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "storage_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "subject_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "restriction" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'asked',
    "version" INTEGER NOT NULL DEFAULT 1,
    "ground" TEXT NOT NULL,
    "matter_id" UUID,
    "reason_enc" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "began_at" TIMESTAMPTZ(3),
    "announced_at" TIMESTAMPTZ(3),
    "lifted_at" TIMESTAMPTZ(3),
    "decided_by" UUID,

    CONSTRAINT "restriction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recipient_notice" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "email" TEXT,
    "locale" TEXT NOT NULL,
    "datasets" TEXT[],
    "act" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "version" INTEGER NOT NULL DEFAULT 1,
    "body_enc" TEXT,
    "reason_enc" TEXT,
    "token_hash" BYTEA,
    "sent_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "done_by" UUID,
    "chasers" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recipient_notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer_receiver" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "protocol" TEXT NOT NULL,
    "address" JSONB NOT NULL,
    "secret_enc" TEXT,
    "encrypt_to" JSONB,
    "listed_on" DATE,
    "checked_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transfer_receiver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer_wish" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "to_whom" TEXT NOT NULL,
    "named_enc" TEXT,
    "receiver_id" UUID,
    "formats" TEXT[],
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "transfer_wish_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer_acceptance" (
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "controller_key" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "datasets" TEXT[],
    "status" TEXT NOT NULL DEFAULT 'pending',
    "version" INTEGER NOT NULL DEFAULT 1,
    "reason_enc" TEXT,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transfer_acceptance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer_delivery" (
    "id" UUID NOT NULL,
    "item_id" UUID,
    "batch_id" UUID,
    "package_id" UUID,
    "receiver_id" UUID NOT NULL,
    "receiver_version" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "version" INTEGER NOT NULL DEFAULT 1,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "problem" TEXT,
    "remote_name" TEXT NOT NULL,
    "bytes" BIGINT,
    "sha256" TEXT,
    "token_hash" BYTEA,
    "token_until" TIMESTAMPTZ(3),
    "receipt" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "transfer_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_batch" (
    "id" UUID NOT NULL,
    "controller_key" TEXT NOT NULL,
    "receiver_id" UUID NOT NULL,
    "schedule" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'ordered',
    "version" INTEGER NOT NULL DEFAULT 1,
    "people_enc" TEXT,
    "people" INTEGER NOT NULL,
    "result" JSONB,
    "ordered_by" UUID NOT NULL,
    "ordered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "accepted_by" UUID,
    "next_run_on" DATE,

    CONSTRAINT "partner_batch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "correction_wish_item_id_number_key" ON "correction_wish"("item_id", "number");

-- CreateIndex
CREATE INDEX "correction_place_wish_id_idx" ON "correction_place"("wish_id");

-- CreateIndex
CREATE INDEX "subject_file_item_id_idx" ON "subject_file"("item_id");

-- CreateIndex
CREATE INDEX "subject_file_storage_name_idx" ON "subject_file"("storage_name");

-- CreateIndex
CREATE INDEX "restriction_request_id_idx" ON "restriction"("request_id");

-- CreateIndex
CREATE INDEX "restriction_status_idx" ON "restriction"("status");

-- CreateIndex
CREATE UNIQUE INDEX "recipient_notice_token_hash_key" ON "recipient_notice"("token_hash");

-- CreateIndex
CREATE INDEX "recipient_notice_status_idx" ON "recipient_notice"("status");

-- CreateIndex
CREATE UNIQUE INDEX "recipient_notice_item_id_recipient_act_key" ON "recipient_notice"("item_id", "recipient", "act");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_receiver_key_key" ON "transfer_receiver"("key");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_wish_item_id_key" ON "transfer_wish"("item_id");

-- CreateIndex
CREATE INDEX "transfer_acceptance_controller_key_status_idx" ON "transfer_acceptance"("controller_key", "status");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_acceptance_plan_id_controller_key_why_key" ON "transfer_acceptance"("plan_id", "controller_key", "why");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_delivery_token_hash_key" ON "transfer_delivery"("token_hash");

-- CreateIndex
CREATE INDEX "transfer_delivery_item_id_idx" ON "transfer_delivery"("item_id");

-- CreateIndex
CREATE INDEX "transfer_delivery_batch_id_idx" ON "transfer_delivery"("batch_id");

-- CreateIndex
CREATE INDEX "transfer_delivery_status_idx" ON "transfer_delivery"("status");

-- CreateIndex
CREATE INDEX "partner_batch_controller_key_status_idx" ON "partner_batch"("controller_key", "status");

-- CreateIndex
CREATE INDEX "partner_batch_next_run_on_idx" ON "partner_batch"("next_run_on");

-- AddForeignKey
ALTER TABLE "correction_wish" ADD CONSTRAINT "correction_wish_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "request_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correction_place" ADD CONSTRAINT "correction_place_wish_id_fkey" FOREIGN KEY ("wish_id") REFERENCES "correction_wish"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subject_file" ADD CONSTRAINT "subject_file_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "request_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "restriction" ADD CONSTRAINT "restriction_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "request_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipient_notice" ADD CONSTRAINT "recipient_notice_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "request_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_wish" ADD CONSTRAINT "transfer_wish_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "request_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_acceptance" ADD CONSTRAINT "transfer_acceptance_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "request_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_delivery" ADD CONSTRAINT "transfer_delivery_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "request_item"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_delivery" ADD CONSTRAINT "transfer_delivery_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "partner_batch"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_delivery" ADD CONSTRAINT "transfer_delivery_receiver_id_fkey" FOREIGN KEY ("receiver_id") REFERENCES "transfer_receiver"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
