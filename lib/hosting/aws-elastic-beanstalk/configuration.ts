import type { FoundSetting } from '../configuration-port.ts'
import type { BeanstalkClient } from './client.ts'

const variables = 'aws:elasticbeanstalk:application:environment'
// Holds where a secret lies: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html
const secrets = 'aws:elasticbeanstalk:application:environmentsecrets'

/** Environment properties, and those that are fetched from elsewhere when an instance starts. */
export async function listSettings(
  client: BeanstalkClient,
  fingerprint: (value: string) => string,
  signal: AbortSignal,
): Promise<FoundSetting[]> {
  const { OptionSettings, DateUpdated } = await client.readSettings(signal)
  return OptionSettings.flatMap(({ Namespace, OptionName: name, Value }): FoundSetting[] => {
    const shared = { name, component: null, updatedAt: DateUpdated ?? null }
    if (Namespace === secrets) return [{ ...shared, kind: 'secret', fingerprint: null }]
    if (Namespace !== variables) return []
    const print = Value === undefined ? null : fingerprint(Value)
    return [{ ...shared, kind: 'variable', fingerprint: print }]
  })
}
