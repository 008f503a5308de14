import { createCloudWatchAdapter } from '#lib/hosting/aws-cloudwatch/index.ts'
import type { LogItem, LogQuery, LogSource } from '#lib/hosting/log-port.ts'
import type { AwsSourceLab } from '../aws-source-lab.ts'

export const group = '/aws/ecs/easysks-api'
export const target = { region: 'eu-central-1', group, component: 'api' }

export function openLogs(lab: AwsSourceLab): LogSource {
  const { logs } = createCloudWatchAdapter({ target, ...lab.access })
  if (!logs) throw new Error('The adapter has no logs.')
  return logs
}

export function toQuery(from: number, to: number, rest: Partial<LogQuery> = {}): LogQuery {
  const window = { from: new Date(from), to: new Date(to) }
  return { ...window, text: null, components: null, limit: 1_000, ...rest }
}

export function textsOf(items: readonly LogItem[]): string[] {
  return items.flatMap((item) => (item.kind === 'line' ? [item.line.text] : []))
}

export function idsOf(items: readonly LogItem[]): string[] {
  return items.flatMap((item) => (item.kind === 'line' ? [item.line.id] : []))
}

export function noticesOf(items: readonly LogItem[]): string[] {
  return items.flatMap((item) => (item.kind === 'notice' ? [item.notice.kind] : []))
}
