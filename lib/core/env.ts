import { z } from 'zod'
import { findKeyFault, parseEncryptionKeys } from './encryption-keys.ts'
import { SettingsError } from './errors.ts'
import { registerSecret } from './redact.ts'

const optionalText = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || undefined)

const url = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' })
const optionalUrl = z.preprocess((value) => value || undefined, url.optional())

/**
 * Every setting of the product. `.env.example` is written from the descriptions: `npm run settings`.
 * Secrets are marked with `meta({ secret: true })` and masked wherever they are logged.
 */
export const envSchema = z.object({
  DATABASE_URL: z
    .string({ error: 'must be set' })
    .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
    .describe('PostgreSQL of the portal. `npm start` without it runs an embedded one.')
    .meta({ secret: true }),
  NEXTAUTH_URL: url
    .default('http://127.0.0.1:3000')
    .describe(
      'Address people open the portal at; sign-in returns to it and links are built from it.',
    ),
  NEXTAUTH_SECRET: z
    .string({ error: 'must be set' })
    .min(32, 'must have at least 32 characters')
    .describe('Signs sign-in cookies. `npm start` makes one for an embedded database.')
    .meta({ secret: true }),
  LEITSTAND_SECRET: z
    .string({ error: 'must be set' })
    .min(32, 'must have at least 32 characters')
    .describe('Key from which ping URLs are derived. Keep it: changing it changes every ping URL.')
    .meta({ secret: true }),
  LEITSTAND_ENCRYPTION_KEYS: z
    .string({ error: 'must be set' })
    .superRefine((text, ctx) => {
      const fault = findKeyFault(text)
      if (fault) ctx.addIssue(fault)
    })
    .describe(
      'Keys that encrypt the stored credentials of platforms: `id:key`, the key 32 bytes in base64 (`openssl rand -base64 32`). Several are separated by `,`: the first encrypts, the others only decrypt. Keep them apart from backups: without its key a credential is lost.',
    )
    .meta({ secret: true }),
  ROLE_MAPPING: z
    .string()
    .default('')
    .describe(
      'Who may do what: `group=role` or `group=role@system:a,team:b`, separated by `;`. Groups are GitHub teams (`org/team`) or OIDC groups; roles are viewer, engineer, lead, admin.',
    ),
  CATALOG_SOURCES: z
    .string()
    .default('')
    .describe(
      'Where catalog files are read, separated by `;`: `folder:/path`, `github:owner/repo[@branch][:path]`, `github-org:owner`.',
    ),
  CATALOG_INTERVAL_SECONDS: z.coerce
    .number()
    .int()
    .min(30)
    .max(86_400)
    .default(300)
    .describe('How often catalog sources are read again without a push webhook.'),
  GITHUB_API_URL: url
    .default('https://api.github.com')
    .describe('REST API of GitHub; for GitHub Enterprise Server `https://HOST/api/v3`.'),
  GITHUB_WEB_URL: url
    .default('https://github.com')
    .describe('Web address of the same GitHub; sign-in goes there.'),
  GITHUB_APP_ID: optionalText.describe(
    'Id of the GitHub App that triggers workflows and reads repositories.',
  ),
  GITHUB_APP_PRIVATE_KEY: optionalText
    .describe('Private key of the GitHub App: PEM text (`\\n` allowed) or the path of a file.')
    .meta({ secret: true }),
  GITHUB_TOKEN: optionalText
    .describe(
      'Instead of an App: a fine-grained token. Team membership then needs read access to the organisation.',
    )
    .meta({ secret: true }),
  GITHUB_OAUTH_CLIENT_ID: optionalText.describe(
    'OAuth client of the GitHub App (or OAuth App) people sign in with.',
  ),
  GITHUB_OAUTH_CLIENT_SECRET: optionalText
    .describe('Secret of that OAuth client.')
    .meta({ secret: true }),
  GITHUB_WEBHOOK_SECRET: optionalText
    .describe('Secret of the webhook. During a rotation: new and old, separated by a comma.')
    .meta({ secret: true }),
  OIDC_ISSUER: optionalUrl.describe(
    'Any OpenID Connect provider, for example a Cognito user pool.',
  ),
  OIDC_CLIENT_ID: optionalText.describe('Client id at the OpenID Connect provider.'),
  OIDC_CLIENT_SECRET: optionalText
    .describe('Client secret at the OpenID Connect provider.')
    .meta({ secret: true }),
  OIDC_NAME: z.string().default('OpenID Connect').describe('Name on the sign-in button.'),
  OIDC_GROUPS_CLAIM: z
    .string()
    .default('groups')
    .describe('Claim that lists groups; Cognito uses `cognito:groups`.'),
  OIDC_SCOPES: z
    .string()
    .default('openid email profile')
    .describe('Scopes asked for; some providers send groups only with a scope of their own.'),
  SIGN_INS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .default(120)
    .describe('Attempts to sign in per minute before answering 429.'),
  CLIENT_ADDRESS_HEADER: optionalText.describe(
    'Header in which your proxy writes the address of the client, overwriting what the client sent. Sign-in attempts are then counted per address.',
  ),
  OUTBOUND_ALLOW: z
    .string()
    .default('')
    .describe(
      'Networks and hosts that probes may reach besides public addresses on ports 80 and 443, separated by `,`: a CIDR, a host, a suffix (`.example.com`) or `*` for every public address, each with `:port` or `:*` behind it.',
    ),
  OUTBOUND_CONNECT_TO: z
    .string()
    .default('')
    .describe(
      'Split DNS by hand, like curl --connect-to: `host:443=10.0.0.5:8443`, separated by `,`.',
    ),
  AWS_ENDPOINT_URL: optionalUrl.describe(
    'Base URL of all AWS services instead of their own, for example of a proxy or a test double.',
  ),
  DIGITALOCEAN_API_URL: url
    .default('https://api.digitalocean.com')
    .describe('API of DigitalOcean.'),
  VERCEL_API_URL: url.default('https://api.vercel.com').describe('API of Vercel.'),
  SUPABASE_API_URL: url.default('https://api.supabase.com').describe('Management API of Supabase.'),
  UPTIMEROBOT_API_URL: url.default('https://api.uptimerobot.com').describe('API of UptimeRobot.'),
  SENTRY_API_URL: url
    .default('https://sentry.io')
    .describe('API of Sentry; `https://de.sentry.io` for data kept in the EU.'),
  DEPLOYMENT_POLL_SECONDS: z.coerce
    .number()
    .min(0.1)
    .max(60)
    .default(15)
    .describe('How often a running deployment is asked for; slower as it grows old.'),
  DEPLOYMENT_SEARCH_SECONDS: z.coerce
    .number()
    .min(1)
    .max(3_600)
    .default(600)
    .describe(
      'How long a deployment whose start is uncertain is looked for before it counts as not started.',
    ),
  RESTORE_TEST_DATABASE_URL: z
    .preprocess(
      (value) => value || undefined,
      z
        .string()
        .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
        .optional(),
    )
    .describe(
      'PostgreSQL server on which the worker restores dumps into databases it drops again; a server of its own, and a role with CREATEDB that is no superuser.',
    )
    .meta({ secret: true }),
  LOG_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(400)
    .default(14)
    .describe(
      'How many days log lines that were pushed to the portal are kept; they are dropped by whole days.',
    ),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('How much the processes log.'),
})

export type Env = z.infer<typeof envSchema>

let parsed: Env | undefined

/** The settings of this process, read once. Throws `SettingsError`, one sentence that names every wrong variable. */
export function getEnv(): Env {
  parsed ??= parseEnv(process.env)
  return parsed
}

/** The same for a given set of variables. An empty variable counts as absent. */
export function parseEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const result = envSchema.safeParse(present)
  if (!result.success) {
    const reasons = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new SettingsError(`Settings: ${reasons.join('; ')}. See .env.example.`)
  }
  for (const [name, field] of Object.entries(envSchema.shape)) {
    if (field.meta()?.secret) registerSecret(String(result.data[name as keyof Env] ?? ''))
  }
  const keys = parseEncryptionKeys(result.data.LEITSTAND_ENCRYPTION_KEYS)
  for (const { encoded } of keys) registerSecret(encoded)
  return result.data
}
