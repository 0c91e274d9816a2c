-- AlterTable
ALTER TABLE "manual_task" ADD COLUMN     "chasers" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "due_on" DATE,
ADD COLUMN     "file_bytes" INTEGER,
ADD COLUMN     "file_kind" TEXT,
ADD COLUMN     "file_name" TEXT,
ADD COLUMN     "file_sha256" TEXT,
ADD COLUMN     "owner_email" TEXT,
ADD COLUMN     "records" INTEGER,
ADD COLUMN     "system_key" TEXT;

-- CreateTable
CREATE TABLE "machine_token" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "machine_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suppression" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "index" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "request_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "suppression_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "machine_token_token_hash_key" ON "machine_token"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "suppression_index_key" ON "suppression"("index");

-- CreateIndex
CREATE INDEX "suppression_expires_at_idx" ON "suppression"("expires_at");

-- CreateIndex
CREATE INDEX "manual_task_owner_email_status_idx" ON "manual_task"("owner_email", "status");

-- CreateIndex
CREATE INDEX "manual_task_file_name_idx" ON "manual_task"("file_name");
