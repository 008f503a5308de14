export { webhookJobs } from './jobs.ts'
export { listDeliveries } from './list-deliveries.ts'
export { bodyLimitBytes, receiveDelivery } from './receive-delivery.ts'
export { deliveryPageSchema, ListWebhookDeliveriesQuery } from './schemas.ts'
