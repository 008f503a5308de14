import { describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import {
  cancelDeployment,
  detachDeployment,
  getCandidate,
  getDeployment,
  getDeployOptions,
  listDeployments,
  triggerDeployment,
} from '#lib/deployments/index.ts'
import { ListDeploymentsQuery } from '#lib/deployments/schemas.ts'
import { createStage } from '#tests/factories/catalog.ts'
import { owner, useLab } from './support/lab.ts'
import { contextOf, contextOfTeam } from './support/people.ts'
import { createDeployableStage } from './support/stage.ts'

const input = { inputs: {}, liftHold: false, ref: 'v1.2.0' }
const emil = contextOf('engineer', 'emil')

describe('a request to deploy', { timeout: 30_000 }, () => {
  const lab = useLab({ hasWorker: false })

  const deploy = (path: { system: string; stage: string }, changes: object) =>
    triggerDeployment(emil, path, { ...input, ...changes })

  it.each([
    [
      'a branch that was deleted',
      'feature/gone',
      /has no tag or branch "feature\/gone" \(any more\)/,
    ],
    ['a shortened commit', 'abc1234', /If you meant a commit, write all 40 digits/],
    ['an unknown commit', 'f'.repeat(40), /has no commit f{40}/],
    ['a name with blanks', 'my branch', /cannot be the name of a tag or branch/],
    ['look-alike letters', 'mаin', /cannot be the name of a tag or branch/],
    ['a path upwards', '../main', /cannot be the name of a tag or branch/],
  ])('is refused for %s, and says so', async (_, ref, message) => {
    const stage = await createDeployableStage(lab())
    await expect(deploy(stage.path, { ref })).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(message),
      fields: [{ path: 'ref' }],
    })
    expect(await getDb().deployment.count({ where: { stageId: stage.id } })).toBe(0)
  })

  it.each(['refs/heads/main', 'refs/tags/v1.2.0', ' v1.2.0 '])('understands "%s"', async (ref) => {
    const stage = await createDeployableStage(lab())
    const { id } = await deploy(stage.path, { ref })
    const { commitSha } = await getDeployment(emil, { id })
    expect(commitSha).toBe(stage.repository.commits['v1.2.0'])
  })

  it('pins a full commit, and passes it as an input because GitHub starts workflows on names only', async () => {
    const stage = await createDeployableStage(lab())
    const ref = stage.repository.commits['v1.0.0'] ?? ''
    const { id } = await deploy(stage.path, { ref })
    expect(await getDeployment(emil, { id })).toMatchObject({
      commitSha: ref,
      inputs: { commit: ref },
      workflow: { ref: 'main' },
    })
  })

  it('is refused when the branch moved since the person looked', async () => {
    const stage = await createDeployableStage(lab())
    const expectedCommitSha = stage.repository.commits['v1.0.0'] ?? ''
    await expect(deploy(stage.path, { ref: 'main', expectedCommitSha })).rejects.toMatchObject({
      reason: 'ref_moved',
      details: { expected: expectedCommitSha, actual: stage.repository.commits['v1.2.0'] },
    })
  })

  it.each([
    [
      'an undeclared input',
      { colour: 'red' },
      'inputs.colour',
      /is not an input of deploy.yml; it takes migrate/,
    ],
    ['a fixed input', { stage: 'staging' }, 'inputs.stage', /is set by the catalog/],
    ['a wrong boolean', { migrate: 'maybe' }, 'inputs.migrate', /must be true or false/],
    ['too much text', { migrate: 'x'.repeat(70_000) }, 'inputs', /at most 65535 characters/],
  ])('is refused for %s, which is named', async (_, inputs, path, message) => {
    const stage = await createDeployableStage(lab())
    await expect(deploy(stage.path, { inputs })).rejects.toMatchObject({
      reason: 'inputs_invalid',
      fields: expect.arrayContaining([{ path, message: expect.stringMatching(message) }]),
    })
  })

  it('names the workflow file that is missing', async () => {
    const { repository } = await createDeployableStage(lab())
    const stage = await createStage({
      system: `other-${repository.name}`,
      repository: { owner, name: repository.name },
      deploy: {
        workflow: 'release.yml',
        ref: 'main',
        commitInput: 'commit',
        correlationInput: 'portal_run_id',
        inputs: {},
        verifyWithinSeconds: 60,
      },
    })
    await expect(
      deploy({ system: stage.system.slug, stage: stage.slug }, {}),
    ).rejects.toMatchObject({
      reason: 'workflow_missing',
      message: `The workflow release.yml does not exist on main of ${owner}/${repository.name}.`,
    })
  })

  it.each([
    ['a workflow nobody can start', 'on: push\njobs: {}', 'workflow_not_dispatchable'],
    [
      'a workflow that takes no commit',
      'on:\n  workflow_dispatch:\njobs: {}',
      'workflow_input_undeclared',
    ],
  ])('is refused for %s', async (_, workflow, reason) => {
    const stage = await createDeployableStage(lab(), { workflow })
    await expect(deploy(stage.path, {})).rejects.toMatchObject({ code: 'conflict', reason })
  })

  it('is refused for a repository of somebody else, one that moved and one that is archived', async () => {
    const foreign = await createStage({ repository: { owner: 'somebody-else', name: 'app' } })
    await expect(
      deploy({ system: foreign.system.slug, stage: foreign.slug }, {}),
    ).rejects.toMatchObject({
      reason: 'repository_inaccessible',
      message: expect.stringContaining('the GitHub App is not installed there'),
    })
    const moved = await createDeployableStage(lab())
    lab().github.repositories.rename(moved.repository.fullName, `${moved.repository.name}-new`)
    await expect(deploy(moved.path, {})).rejects.toMatchObject({
      reason: 'repository_moved',
      message: `The repository moved to ${moved.repository.fullName}-new. Update "repository" in leitstand.yaml.`,
    })
    const archived = await createDeployableStage(lab())
    lab().github.repositories.archive(archived.repository.fullName)
    await expect(deploy(archived.path, {})).rejects.toMatchObject({ reason: 'repository_archived' })
  })

  it('is refused without a word to GitHub when the catalog says nothing of deploying', async () => {
    const stage = await createStage({ deploy: null, repository: null })
    const before = lab().github.ledger.list().length
    await expect(
      deploy({ system: stage.system.slug, stage: stage.slug }, {}),
    ).rejects.toMatchObject({
      reason: 'not_deployable',
      details: { blockers: [{ reason: 'not_deployable' }, { reason: 'repository_missing' }] },
    })
    expect(lab().github.ledger.list()).toHaveLength(before)
  })

  it('is refused to viewers and audited, and unknown to people of other teams', async () => {
    const stage = await createDeployableStage(lab())
    const vera = contextOf('viewer', 'vera')
    await expect(triggerDeployment(vera, stage.path, input)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const denied = await getDb().auditEntry.findFirst({
      where: { actorName: 'vera', outcome: 'denied', permission: 'deployment:trigger' },
    })
    expect(denied).not.toBeNull()
    const otto = contextOfTeam('engineer', 'another-team')
    await expect(triggerDeployment(otto, stage.path, input)).rejects.toMatchObject({
      code: 'not_found',
    })
    const { id } = await triggerDeployment(emil, stage.path, input)
    await expect(getDeployment(otto, { id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(cancelDeployment(otto, { id }, { force: false })).rejects.toMatchObject({
      code: 'not_found',
    })
    const { items } = await listDeployments(otto, ListDeploymentsQuery.parse({}))
    expect(items).toEqual([])
  })

  it('can be taken back before anything was sent, and a lead alone may detach', async () => {
    const stage = await createDeployableStage(lab())
    const { id } = await triggerDeployment(emil, stage.path, input)
    await expect(detachDeployment(emil, { id }, { reason: 'stuck' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const lena = contextOf('lead', 'lena')
    await expect(detachDeployment(lena, { id }, { reason: 'stuck' })).rejects.toMatchObject({
      reason: 'not_stuck',
    })
    await cancelDeployment(emil, { id }, { force: false })
    expect(await getDeployment(emil, { id })).toMatchObject({
      state: 'not_started',
      explanation: {
        sentence: 'emil cancelled this deployment before anything was sent to GitHub.',
      },
    })
    await expect(cancelDeployment(emil, { id }, { force: false })).rejects.toMatchObject({
      reason: 'already_ended',
    })
  })

  it('is offered with everything there is to pick and all that stands in the way', async () => {
    const stage = await createDeployableStage(lab())
    const { repositories } = lab().github
    await repositories.setChecks(stage.repository.fullName, 'v1.1.0', [
      { name: 'test', conclusion: 'failure' },
    ])
    const options = await getDeployOptions(contextOf('viewer', 'vera'), stage.path)
    expect(options.canDeploy).toBe(false)
    expect(options.blockers.map(({ reason }) => reason)).toEqual(['role_missing'])
    expect(options.tags.map(({ ref, checks }) => [ref, checks?.state])).toContainEqual([
      'v1.1.0',
      'failing',
    ])
    expect(options.branches.map(({ ref }) => ref)).toEqual(['main'])
    expect(options.workflow?.inputs).toEqual([
      {
        name: 'migrate',
        type: 'boolean',
        description: 'Run migrations',
        required: false,
        default: 'true',
        options: [],
      },
    ])
    const candidate = await getCandidate(emil, stage.path, { ref: 'v1.1.0' })
    expect(candidate.blockers.map(({ sentence }) => sentence)).toEqual([
      'Checks of this commit failed: test.',
    ])
    expect(candidate.range.direction).toBe('first')
  })
})
