/** Shared by the intake, which enqueues, and the job, which loads every domain a hint may concern. */
export const processDeliveriesJobName = 'webhooks.process-deliveries'
