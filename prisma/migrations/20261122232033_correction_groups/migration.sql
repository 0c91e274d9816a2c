-- AlterTable
ALTER TABLE "correction_place" ADD COLUMN     "groups" JSONB NOT NULL;

-- AlterTable
ALTER TABLE "restriction" ADD COLUMN     "letter_id" UUID;
