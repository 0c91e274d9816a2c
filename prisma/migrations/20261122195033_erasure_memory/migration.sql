-- AlterTable
ALTER TABLE "plan" ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "follow_up" TEXT,
ADD COLUMN     "memory_id" UUID,
ADD COLUMN     "waits_for" TEXT;

-- CreateTable
CREATE TABLE "erasure_memory" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "wrapped_key" TEXT,
    "keys_enc" TEXT,
    "identifier_indexes" TEXT[],
    "email_index" TEXT NOT NULL,
    "rows" JSONB NOT NULL,
    "time_zone" TEXT NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL,
    "replay_until" DATE NOT NULL,
    "checked_at" TIMESTAMPTZ(3),
    "forgotten_at" TIMESTAMPTZ(3),

    CONSTRAINT "erasure_memory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "retained_line" (
    "id" UUID NOT NULL,
    "memory_id" UUID NOT NULL,
    "system_key" TEXT NOT NULL,
    "dataset" TEXT NOT NULL,
    "rule_key" TEXT NOT NULL,
    "rule_version" INTEGER NOT NULL,
    "ends_on" DATE NOT NULL,
    "rows" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'held',
    "problem" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "retained_line_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "erasure_memory_item_id_key" ON "erasure_memory"("item_id");

-- CreateIndex
CREATE INDEX "erasure_memory_to_check_idx" ON "erasure_memory"("checked_at") WHERE (forgotten_at IS NULL);

-- CreateIndex
CREATE INDEX "erasure_memory_request_id_idx" ON "erasure_memory"("request_id");

-- CreateIndex
CREATE INDEX "retained_line_memory_id_idx" ON "retained_line"("memory_id");

-- CreateIndex
CREATE INDEX "retained_line_open_idx" ON "retained_line"("ends_on") WHERE (state <> 'ended'::text);

-- CreateIndex
CREATE INDEX "plan_open_follow_up_idx" ON "plan"("memory_id") WHERE ((memory_id IS NOT NULL) AND (closed_at IS NULL));

-- AddForeignKey
ALTER TABLE "retained_line" ADD CONSTRAINT "retained_line_memory_id_fkey" FOREIGN KEY ("memory_id") REFERENCES "erasure_memory"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan" ADD CONSTRAINT "plan_memory_id_fkey" FOREIGN KEY ("memory_id") REFERENCES "erasure_memory"("id") ON DELETE SET NULL ON UPDATE CASCADE;
