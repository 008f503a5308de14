import { parseArgs } from 'node:util'
import { z } from 'zod'
import { operatorContext } from '#lib/core/context.ts'
import { disconnect } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import {
  CredentialAddress,
  deleteCredential,
  listCredentials,
  SetCredentialInput,
  setCredential,
} from '#lib/credentials/index.ts'
import { credentialPlatforms } from '#lib/credentials/schemas.ts'
import type { NeededCredentialDto } from '#lib/credentials/types.ts'
import { adoptPortalEnvironment } from './lib/portal-environment.ts'
import { Problem, reportFailure } from './lib/problem.ts'
import { readInput } from './lib/read-input.ts'

/** The account that catalog files mean when they name none. */
const defaultAccount = 'default'

const usage = `Usage: npm run -s credential -- set PLATFORM [ACCOUNT] [--blanks keep|remove] < FILE.json
       npm run -s credential -- delete PLATFORM [ACCOUNT]
       npm run -s credential -- list

PLATFORM is one of ${credentialPlatforms.join(', ')}; ACCOUNT is "${defaultAccount}" when left out.
The secret is read from standard input alone, as a JSON object with the fields of the platform:
  aws          accessKeyId and secretAccessKey, roleArn, externalId; {} for the portal's own identity
  single-host  privateKey, passphrase: jq --raw-input --slurp '{privateKey: .}' KEY_FILE
  the others   token`

const verbs: Readonly<Record<string, () => Promise<void>>> = { set, delete: remove, list }

const { values, positionals } = readArguments()
const [verb = '', platform, account = defaultAccount, ...rest] = positionals

try {
  const run = Object.hasOwn(verbs, verb) && rest.length === 0 ? verbs[verb] : undefined
  if (!run) throw new Problem(usage)
  await run()
} catch (error) {
  reportFailure(error instanceof AppError ? new Problem(error.message) : error)
} finally {
  await disconnect()
}

async function set(): Promise<void> {
  const address = getAddress()
  const input = SetCredentialInput.safeParse({ credential: await readJson(), ...values })
  if (!input.success) throw new Problem(`${z.prettifyError(input.error)}\n${usage}`)
  adoptPortalEnvironment()
  const { hint } = await setCredential(operatorContext(), address, input.data)
  console.log(
    `Stored for ${address.platform}, account "${address.account}": ${hint ?? 'own identity'}`,
  )
}

async function remove(): Promise<void> {
  const address = getAddress()
  adoptPortalEnvironment()
  await deleteCredential(operatorContext(), address)
  console.log(`Deleted for ${address.platform}, account "${address.account}".`)
}

async function list(): Promise<void> {
  if (platform !== undefined) throw new Problem(usage)
  adoptPortalEnvironment()
  const { credentials, needed } = await listCredentials(operatorContext())
  for (const one of credentials) {
    const facts = [one.hint ?? 'own identity', one.updatedAt, one.updatedBy, one.state]
    console.log([`${one.platform}/${one.account}`, ...facts, toStages(one)].join('\t'))
  }
  for (const one of needed) {
    console.log([`${one.platform}/${one.account}`, 'nothing stored', toStages(one)].join('\t'))
  }
}

function toStages({ usedBy }: NeededCredentialDto): string {
  return usedBy.map(({ system, stage }) => `${system.slug}/${stage.slug}`).join(' ')
}

function getAddress(): CredentialAddress {
  const parsed = CredentialAddress.safeParse({ platform, account })
  if (!parsed.success) throw new Problem(`${z.prettifyError(parsed.error)}\n${usage}`)
  return parsed.data
}

async function readJson(): Promise<unknown> {
  const text = await readInput()
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message would repeat a part of the secret.
    throw new Problem('Standard input is not valid JSON.')
  }
}

function readArguments() {
  const blanks = { type: 'string' } as const
  try {
    return parseArgs({ options: { blanks }, allowPositionals: true })
  } catch (error) {
    reportFailure(new Problem(`${error instanceof Error ? error.message : error}\n${usage}`))
    process.exit()
  }
}
