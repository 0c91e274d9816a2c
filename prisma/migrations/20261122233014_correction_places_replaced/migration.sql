-- AlterTable
ALTER TABLE "correction_place" ADD COLUMN     "replaced_at" TIMESTAMPTZ(3);
