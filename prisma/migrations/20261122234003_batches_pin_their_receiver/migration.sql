-- AlterTable
ALTER TABLE "partner_batch" ADD COLUMN     "receiver_version" INTEGER NOT NULL;
