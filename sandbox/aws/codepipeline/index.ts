import { createHash } from 'node:crypto'
import type { StageReport } from '../../host/stage-runtime.ts'
import { type AwsCall, AwsFailure, type AwsService } from '../service.ts'
import type { AwsWorld } from '../world.ts'

const systems = ['whatsgonow', 'easysks']

/** One pipeline for each stage of the systems on AWS. https://docs.aws.amazon.com/codepipeline/latest/APIReference/ */
export function createCodePipeline(world: AwsWorld): AwsService {
  return {
    signingName: 'codepipeline',
    protocol: 'json',
    operations: [
      {
        name: 'GetPipelineState',
        handle: (call) => getState(world, call),
        empty: { stageStates: [] },
      },
    ],
  }
}

function getState({ stages, now }: AwsWorld, { input }: AwsCall) {
  const name = String(input.name)
  const [system = '', stage = ''] = name.split('-')
  const report = systems.includes(system) ? stages.findReport(system, stage) : null
  if (!report) {
    throw new AwsFailure('PipelineNotFoundException', `The pipeline ${name} does not exist.`)
  }
  const updated = report.release ? new Date(report.release.deployedAt) : now()
  return {
    pipelineName: name,
    pipelineVersion: 1,
    created: updated.getTime() / 1_000,
    updated: updated.getTime() / 1_000,
    stageStates: [
      toStageState('Source', report, 'Succeeded'),
      toStageState('Build', report, 'Succeeded'),
      toStageState('Deploy', report, toDeployStatus(report)),
    ],
  }
}

function toStageState(stageName: string, { release, system, stage }: StageReport, status: string) {
  const inboundTransitionState = { enabled: true }
  if (!release) return { stageName, inboundTransitionState, actionStates: [] }
  const seed = `${system}/${stage} ${release.commit} ${release.deployedAt}`
  const pipelineExecutionId = createHash('sha256').update(seed).digest('hex').slice(0, 32)
  const latestExecution = { pipelineExecutionId, status }
  return { stageName, inboundTransitionState, latestExecution, actionStates: [] }
}

/** By the processes that the release really runs. */
function toDeployStatus({ processes }: StageReport): string {
  if (processes.some(({ status }) => status === 'starting')) return 'InProgress'
  return processes.every(({ status }) => status === 'running') ? 'Succeeded' : 'Failed'
}
