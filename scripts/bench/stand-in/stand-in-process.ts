import { execFileSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { startGitHub } from '#sandbox/github/index.ts'
import { writePrivateFile } from '#scripts/lib/private-file.ts'
import { instantRunner } from './instant-runner.ts'
import { appId, benchRepository, benchTag, descriptionFile, personalToken } from './place.ts'

// A GitHub in a process of its own, so that its work is not counted as the bench's.
const [, , folder = ''] = process.argv
const [owner = '', name = ''] = benchRepository.split('/')
const repositoriesDir = join(folder, 'repositories')
const gitDir = join(repositoriesDir, owner, `${name}.git`)
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

const workflow = `name: Deploy
run-name: "Deploy \${{ inputs.commit }} to \${{ inputs.stage }} [\${{ inputs.portal_run_id }}]"
on:
  workflow_dispatch:
    inputs:
      stage: { type: string, required: true }
      commit: { type: string, required: true }
      portal_run_id: { type: string }
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: echo deployed
`

mkdirSync(join(repositoriesDir, owner), { recursive: true })
execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', gitDir])
const github = await startGitHub({
  dataDir: join(folder, 'github'),
  repositoriesDir,
  runner: instantRunner,
  accounts: [
    { login: 'bench', name: 'Bench', role: { de: 'Messung', en: 'Bench' }, personalToken },
  ],
  organisation: { login: owner, name: owner, teams: [] },
  app: {
    id: appId,
    slug: 'leitstand',
    name: 'Leitstand',
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
  },
  oauth: { clientId: 'bench', clientSecret: 'bench', redirectPrefixes: [] },
})
await github.repositories.push(benchRepository, {
  branch: 'main',
  message: 'Release',
  files: { '.github/workflows/deploy.yml': workflow },
  tag: benchTag,
})
const { apiUrl, webUrl, control } = github
writePrivateFile(
  join(folder, descriptionFile),
  JSON.stringify({ apiUrl, webUrl, control, privateKey }),
)
process.once('SIGTERM', () => github.close().then(() => process.exit(0)))
