-- AlterTable
ALTER TABLE "hold_rule" ADD COLUMN     "cancelled_at" TIMESTAMPTZ(3),
ADD COLUMN     "cancelled_by" UUID,
ADD COLUMN     "reason_enc" TEXT,
ADD COLUMN     "retire_reason_enc" TEXT,
ADD COLUMN     "retired_by" UUID;
