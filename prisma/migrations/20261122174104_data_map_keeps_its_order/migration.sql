-- AlterTable
ALTER TABLE "data_map_version" ALTER COLUMN "document" SET DATA TYPE JSON;
