-- AlterTable
ALTER TABLE "retained_line" ALTER COLUMN "ends_on" DROP NOT NULL;
