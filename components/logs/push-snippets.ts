export interface PushSnippetNames {
  /** Address of the portal. */
  readonly origin: string
  readonly system: string
  readonly stage: string
  /** A component of the system; the service the lines are about. */
  readonly component: string
  /** As it was shown once, or a word in its place. */
  readonly token: string
}

/** Ready-made ways to push lines of a stage. */
export function toPushSnippets(
  names: PushSnippetNames,
): Readonly<Record<'collector' | 'curl', string>> {
  return { collector: toCollector(names), curl: toCurl(names) }
}

// https://opentelemetry.io/docs/collector/configuration/ – the exporter appends /v1/logs by itself.
function toCollector({ origin, system, stage, component, token }: PushSnippetNames): string {
  return `receivers:
  filelog:
    include: [/var/log/${system}/*.log]
    resource:
      service.name: ${component}
exporters:
  otlphttp/leitstand:
    endpoint: ${origin}/api/v1/otlp
    encoding: json
    headers:
      Authorization: Bearer ${token}
service:
  pipelines:
    logs/${stage}:
      receivers: [filelog]
      exporters: [otlphttp/leitstand]`
}

function toCurl({ origin, component, token }: PushSnippetNames): string {
  const request = {
    resourceLogs: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: component } }] },
        scopeLogs: [
          { logRecords: [{ severityNumber: 9, body: { stringValue: 'Hello, Leitstand' } }] },
        ],
      },
    ],
  }
  return [
    `curl -fsS ${origin}/api/v1/otlp/v1/logs \\`,
    `  -H 'Authorization: Bearer ${token}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${JSON.stringify(request)}'`,
  ].join('\n')
}
