import type { AwsPrincipal } from '../aws/check-aws-access.ts'
import type { PolicyStatement } from '../aws/policy.ts'
import type { RdsTarget } from './target.ts'

/** Snapshots are made of one instance, or of its Aurora cluster, alone, and only such that carry the portal's name. */
export function listStatements(
  { region, instance }: RdsTarget,
  { partition, account }: AwsPrincipal,
  cluster: string | null,
): readonly PolicyStatement[] {
  const ofAccount = `arn:${partition}:rds:${region}:${account}`
  return [
    {
      sid: 'ReadDatabaseAndBackups',
      actions: [
        'rds:DescribeDBInstances',
        'rds:DescribeDBSnapshots',
        'rds:DescribeDBInstanceAutomatedBackups',
        'rds:DescribeDBClusters',
        'rds:DescribeDBClusterSnapshots',
      ],
      resources: ['*'],
    },
    {
      sid: 'BackUpNow',
      actions: ['rds:CreateDBSnapshot'],
      resources: [`${ofAccount}:db:${instance}`, `${ofAccount}:snapshot:leitstand-*`],
    },
    ...(cluster
      ? [
          {
            sid: 'BackUpClusterNow',
            actions: ['rds:CreateDBClusterSnapshot'],
            resources: [
              `${ofAccount}:cluster:${cluster}`,
              `${ofAccount}:cluster-snapshot:leitstand-*`,
            ],
          },
        ]
      : []),
  ]
}
