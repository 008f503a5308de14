import type { AwsCall, AwsService } from '../service.ts'

/** Who scales by itself. https://docs.aws.amazon.com/autoscaling/application/APIReference/ */
export function createAutoScaling(): AwsService {
  const targets = new Map<string, { min: number; max: number }>()
  const register = ({ input }: AwsCall) => {
    const { ResourceId: id, MinCapacity: min, MaxCapacity: max } = input
    targets.set(String(id), { min: Number(min), max: Number(max) })
    return {}
  }
  const deregister = ({ input }: AwsCall) => {
    targets.delete(String(input.ResourceId))
    return {}
  }
  return {
    signingName: 'application-autoscaling',
    protocol: 'json',
    operations: [
      {
        name: 'DescribeScalableTargets',
        handle: (call) => listTargets(targets, call),
        empty: { ScalableTargets: [] },
      },
      { name: 'DeregisterScalableTarget', handle: deregister },
      { name: 'RegisterScalableTarget', handle: register },
    ],
  }
}

function listTargets(
  targets: ReadonlyMap<string, { min: number; max: number }>,
  { input }: AwsCall,
) {
  const wanted = Array.isArray(input.ResourceIds) ? input.ResourceIds.map(String) : null
  return {
    ScalableTargets: [...targets]
      .filter(([id]) => wanted === null || wanted.includes(id))
      .map(([id, { min, max }]) => ({
        ServiceNamespace: input.ServiceNamespace,
        ScalableDimension: 'ecs:service:DesiredCount',
        ResourceId: id,
        MinCapacity: min,
        MaxCapacity: max,
      })),
  }
}
