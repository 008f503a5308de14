/** Set as secrets on the platform; the processes do not start without them. */
export const secretNames = [
  'DATABASE_URL',
  'JWT_SECRET',
  'FLASK_SECRET_KEY',
  'OPENAI_API_KEY',
  'STRIPE_API_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'STRIPE_PUBLISHABLE_KEY',
]
