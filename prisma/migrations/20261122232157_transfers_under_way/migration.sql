-- AlterTable
ALTER TABLE "access_package" ADD COLUMN     "for_receiver" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "partner_batch" ADD COLUMN     "reason_enc" TEXT;

-- AlterTable
ALTER TABLE "transfer_delivery" ADD COLUMN     "retry_at" TIMESTAMPTZ(3),
ADD COLUMN     "token_tries" INTEGER NOT NULL DEFAULT 0;
