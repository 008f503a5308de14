export interface PingTarget {
  readonly url: string
  /** Slugs, of which files and units get their names. */
  readonly system: string
  readonly stage: string
  readonly policy: string
  /** Cron schedule of the catalog; null for a policy by rhythm. */
  readonly schedule: string | null
}

const call = 'curl -fsS -m 10 --retry 3 -o /dev/null'

/** Ready-made calls of a policy's ping URL for the places backup jobs run in. */
export function toBackupSnippets({ url, system, stage, policy, schedule }: PingTarget) {
  const name = `backup-${system}-${stage}-${policy}`
  const script = `/usr/local/bin/${name}.sh`
  return {
    curl: [
      `${call} ${url}/start`,
      `if pg_dump -Fc -f /backups/${policy}.dump "$DATABASE_URL"; then`,
      `  ${call} "${url}?size=$(stat -c %s /backups/${policy}.dump)"`,
      'else',
      `  ${call} ${url}/fail`,
      'fi',
    ].join('\n'),
    service: [
      `# /etc/systemd/system/${name}.service`,
      '[Service]',
      'Type=oneshot',
      `ExecStartPre=-/usr/bin/${call} ${url}/start`,
      `ExecStart=${script}`,
      `ExecStopPost=-/usr/bin/${call} ${url}/$\{EXIT_STATUS}`,
    ].join('\n'),
    timer: [
      `# /etc/systemd/system/${name}.timer`,
      '[Timer]',
      `OnCalendar=${toCalendar(schedule)}`,
      'Persistent=true',
      '',
      '[Install]',
      'WantedBy=timers.target',
    ].join('\n'),
    cron: `${schedule ?? '30 2 * * *'} ${script}; ${call} ${url}/$?`,
  }
}

/** A daily cron schedule as systemd writes it; anything else is left to the reader as a daily example. */
function toCalendar(schedule: string | null): string {
  const [, minute, hour] = /^(\d{1,2}) (\d{1,2}) \* \* \*$/.exec(schedule ?? '') ?? []
  if (minute === undefined || hour === undefined) return '*-*-* 02:30:00'
  return `*-*-* ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}:00`
}
