-- AlterTable
ALTER TABLE "subject_request" ADD COLUMN     "inferred_keys_enc" TEXT;
