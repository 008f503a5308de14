import type { AwsPrincipal } from '../aws/check-aws-access.ts'
import type { PolicyStatement } from '../aws/policy.ts'
import type { RdsTarget } from './target.ts'

/** Snapshots are made of one instance alone, and only such that carry the portal's name. */
export function listStatements(
  { region, instance }: RdsTarget,
  { partition, account }: AwsPrincipal,
): readonly PolicyStatement[] {
  const ofAccount = `arn:${partition}:rds:${region}:${account}`
  return [
    {
      sid: 'ReadDatabaseAndBackups',
      actions: [
        'rds:DescribeDBInstances',
        'rds:DescribeDBSnapshots',
        'rds:DescribeDBInstanceAutomatedBackups',
      ],
      resources: ['*'],
    },
    {
      sid: 'BackUpNow',
      actions: ['rds:CreateDBSnapshot'],
      resources: [`${ofAccount}:db:${instance}`, `${ofAccount}:snapshot:leitstand-*`],
    },
  ]
}
