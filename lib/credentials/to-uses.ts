import type { Connection } from './list-connections.ts'
import type { CredentialAddress } from './schemas.ts'
import type { CredentialUseDto } from './types.ts'

/** The stages whose connections go through one account, each with what of it does. */
export function toUses(
  connections: readonly Connection[],
  { platform, account }: CredentialAddress,
): CredentialUseDto[] {
  const own = connections.filter((one) => one.platform === platform && one.account === account)
  return [...Map.groupBy(own, ({ stageId }) => stageId).values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { system, stage } = first
    return [{ system, stage, sources: group.map(({ source }) => source) }]
  })
}
