import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { releaseLock, takeLock } from '#scripts/lib/file-lock.ts'
import { Problem } from '#scripts/lib/problem.ts'
import type { PlatformAccess, SandboxContract } from './contract.ts'
import { writeAtomically, writeJson } from './files.ts'
import { requireGit } from './github/repositories/git.ts'
import { sampleOrganisation } from './people.ts'
import { startPlatforms } from './platforms/start-platforms.ts'
import { openPortBook } from './ports.ts'
import { startStandIn } from './start-stand-in.ts'
import { buildRepositories, sampleHistories } from './systems/build-repositories.ts'
import { readSource } from './systems/build-repository.ts'
import { type AwsAccount, startAwsAccount } from './systems/start-aws-account.ts'
import { startSampleSystems } from './systems/start-sample-systems.ts'

export interface Sandbox {
  readonly contract: SandboxContract
  stop(): Promise<void>
}

export interface SandboxOptions {
  /** Folder for everything the sandbox keeps. */
  readonly home: string
  /** Where the product answers; webhooks go there. None are sent without it. */
  readonly portalUrl: string | null
}

/** Starts the stand-ins and the sample systems, and describes them in `sandbox.json`. */
export async function startSandbox({ home, portalUrl }: SandboxOptions): Promise<Sandbox> {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const lock = join(home, 'lock')
  const holder = takeLock(lock)
  if (holder) throw new Problem(`Another sandbox (process ${holder.pid}) uses the folder ${home}.`)
  rmSync(join(home, 'sandbox.json'), { force: true })
  await requireGit().catch((error: Error) => {
    throw new Problem(error.message)
  })
  const repositoriesDir = join(home, 'repositories')
  await buildRepositories(repositoriesDir)
  const ports = openPortBook(home)
  const systems = await startSampleSystems({ home, repositoriesDir, ports })
  const account = await startAwsAccount({ home, repositoriesDir, ports, host: systems.host })
  const platforms = await startPlatforms({ home, ports, edge: systems.edge, host: systems.host })
  const standIn = await startStandIn({
    home,
    repositoriesDir,
    ports,
    portalUrl,
    host: systems.host,
  })
  const contract: SandboxContract = {
    pid: process.pid,
    github: standIn.contract,
    edge: systems.edge,
    connectTo: [systems.connectTo, ...platforms.connectTo].join(','),
    catalogDir: writeCatalog(join(home, 'catalog')),
    repositories: sampleHistories.map(({ name }) => `${sampleOrganisation}/${name}`),
    ssh: {
      privateKeyFile: systems.ssh.privateKeyFile,
      keyFingerprint: systems.ssh.keyFingerprint,
      hosts: systems.ssh.hosts.map(({ key, hostname, fingerprint }) => ({
        key,
        host: hostname,
        port: 22,
        fingerprint,
      })),
    },
    platforms: [toAwsAccess(account), ...platforms.access],
    hostUrl: systems.host.url,
    tokenFile: systems.host.tokenFile,
  }
  writeJson(join(home, 'sandbox.json'), contract, 0o600)
  return {
    contract,
    async stop() {
      await Promise.all([account.stop(), platforms.stop()])
      await Promise.all([standIn.stop(), systems.stop()])
      rmSync(join(home, 'sandbox.json'), { force: true })
      releaseLock(lock)
    },
  }
}

function toAwsAccess({ aws, credential }: AwsAccount): PlatformAccess {
  return {
    ...{
      platform: 'aws',
      setting: 'AWS_ENDPOINT_URL',
      url: aws.url,
      credential: { ...credential },
    },
    ...{ controlUrl: aws.control.url, controlToken: aws.control.token },
  }
}

const catalogFiles = ['leitstand.yaml', 'catalog-info.yaml']

/** Lays out what a team would keep in a catalog folder: the file of each repository, below its name. */
function writeCatalog(folder: string): string {
  rmSync(folder, { recursive: true, force: true })
  for (const { name } of sampleHistories) {
    const source = readSource(name)
    for (const file of catalogFiles.filter((each) => source.has(each))) {
      mkdirSync(join(folder, name), { recursive: true })
      writeAtomically(join(folder, name, file), source.get(file) ?? '')
    }
  }
  return folder
}
