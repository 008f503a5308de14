import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCodePipelineAdapter } from '#lib/hosting/aws-codepipeline/index.ts'
import { toFacts } from '#lib/hosting/aws-codepipeline/mapper.ts'
import { type AwsHostingLab, startAwsHostingLab } from '../aws-hosting-lab.ts'

const soon = () => AbortSignal.timeout(5_000)

let lab: AwsHostingLab
beforeEach(async () => {
  lab = await startAwsHostingLab('whatsgonow', 'frontend')
})
afterEach(() => lab.close())

const open = (pipeline: string) =>
  createCodePipelineAdapter({ target: { region: 'eu-central-1', pipeline }, ...lab.access })

test('every stage of the pipeline is a fact with the state of its newest execution', async () => {
  lab.host.state.running = 1
  expect(await open('whatsgonow-production').facts?.readFacts(soon())).toEqual([
    { name: 'pipeline_state', subject: 'whatsgonow-production/Source', value: 'Succeeded' },
    { name: 'pipeline_state', subject: 'whatsgonow-production/Build', value: 'Succeeded' },
    { name: 'pipeline_state', subject: 'whatsgonow-production/Deploy', value: 'Failed' },
  ])
})

test('a pipeline that does not exist is an error', async () => {
  const reading = open('misspelt').facts?.readFacts(soon())
  await expect(reading).rejects.toMatchObject({ failure: 'not_found' })
})

test('a stage that nothing has passed yet has no state, and its name is made inert', () => {
  expect(toFacts('release', [{ stageName: 'De\u202eploy' }])).toEqual([
    { name: 'pipeline_state', subject: 'release/De\ufffdploy', value: null },
  ])
})
