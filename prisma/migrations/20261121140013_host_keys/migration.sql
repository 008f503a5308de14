-- CreateTable
CREATE TABLE "host_key" (
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "pinned_by" TEXT NOT NULL,
    "pinned_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "host_key_pkey" PRIMARY KEY ("host","port")
);
