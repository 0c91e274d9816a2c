-- AlterTable
ALTER TABLE "recipient_notice" ADD COLUMN     "letter_id" UUID,
ADD COLUMN     "token_until" TIMESTAMPTZ(3),
ALTER COLUMN "token_hash" SET DATA TYPE TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "recipient_notice_letter_id_key" ON "recipient_notice"("letter_id");
