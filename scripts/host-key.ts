import { operatorContext } from '#lib/core/context.ts'
import { disconnect } from '#lib/core/db.ts'
import { parseHostPort } from '#lib/core/http/parse-target.ts'
import { listHostKeys, TrustHostKeyInput, trustHostKey } from '#lib/hosting/index.ts'
import { adoptPortalEnvironment } from './lib/portal-environment.ts'
import { Problem, reportFailure } from './lib/problem.ts'

const usage = [
  'Usage: npm run -s host-key -- trust HOST[:PORT] SHA256:FINGERPRINT',
  '       npm run -s host-key -- list',
  'The fingerprint, on the host itself: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
].join('\n')

try {
  const [action, ...words] = process.argv.slice(2)
  if (action === 'trust') await trust(words)
  else if (action === 'list') await list()
  else throw new Problem(usage)
} catch (error) {
  reportFailure(error)
} finally {
  await disconnect()
}

async function trust([place = '', fingerprint = '', ...more]: string[]): Promise<void> {
  const address = parseHostPort(place) ?? { host: place, port: 22 }
  const input = TrustHostKeyInput.safeParse({ ...address, fingerprint })
  if (!input.success || more.length > 0) throw new Problem(usage)
  adoptPortalEnvironment()
  const { host, port } = await trustHostKey(operatorContext(), input.data)
  process.stdout.write(`${host}:${port} is trusted by ${fingerprint}\n`)
}

async function list(): Promise<void> {
  adoptPortalEnvironment()
  for (const { host, port, fingerprint, pinnedBy, pinnedAt } of await listHostKeys(
    operatorContext(),
  )) {
    process.stdout.write(`${host}:${port} ${fingerprint} since ${pinnedAt} by ${pinnedBy}\n`)
  }
}
