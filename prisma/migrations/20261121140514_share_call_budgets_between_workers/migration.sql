-- CreateTable
CREATE TABLE "api_budget" (
    "key" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "refilled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_budget_pkey" PRIMARY KEY ("key")
);
