-- DropIndex
DROP INDEX "recipient_notice_item_id_recipient_act_key";

-- AlterTable
ALTER TABLE "recipient_notice" ADD COLUMN     "occasion" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE UNIQUE INDEX "recipient_notice_item_id_recipient_act_occasion_key" ON "recipient_notice"("item_id", "recipient", "act", "occasion");
