/** Ready-made calls of a ping URL for the places jobs run in. */
export function toPingSnippets(url: string): Readonly<Record<'curl' | 'systemd' | 'cron', string>> {
  const call = 'curl -fsS -m 10 --retry 3 -o /dev/null'
  return {
    curl: `${call} ${url}/start\n./job.sh\n${call} ${url}/$?`,
    systemd: [
      '[Service]',
      `ExecStartPre=-/usr/bin/${call} ${url}/start`,
      'ExecStart=/usr/local/bin/job.sh',
      `ExecStopPost=-/usr/bin/${call} ${url}/$\{EXIT_STATUS}`,
    ].join('\n'),
    cron: `0 3 * * * /usr/local/bin/job.sh; ${call} ${url}/$?`,
  }
}
