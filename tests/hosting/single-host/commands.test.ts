import { execFileSync, spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  askProxy,
  type Command,
  controlUnit,
  describeCheckout,
  doNothing,
  followContainerLog,
  followJournal,
  inspectContainers,
  listFiles,
  readCheckoutTime,
  readClock,
  readContainerLog,
  readDiskUse,
  readFile,
  readHead,
  readJournal,
  readNewestEntry,
  readOsRelease,
  readSystemState,
  showEnvironment,
  showUnits,
  startUnit,
} from '#lib/hosting/single-host/commands.ts'
import { toGateScript } from '#lib/hosting/single-host/gate.ts'
import { toShellLine } from '#lib/hosting/single-host/shell.ts'
import { listFolders, singleHostTarget } from '#lib/hosting/single-host/target.ts'

const word = fc
  .string({ unit: 'binary' })
  .filter((text) => !text.includes('\0') && isWellFormed(text))
const isWellFormed = (text: string) => Buffer.from(text).toString('utf8') === text

describe('a command', () => {
  test('reaches its program word for word, whatever the words hold', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), (words) => {
        const line = toShellLine(['printf', '%s\\0', 'x', ...words])
        const output = execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8' })
        expect(output.split('\0').slice(1, -1)).toEqual(words)
      }),
      { numRuns: 60 },
    )
  })

  test('is read in one language and time zone', () => {
    expect(toShellLine(readClock)).toBe('env LC_ALL=C TZ=UTC date +%s')
  })

  test('of a NUL is refused', () => {
    expect(() => toShellLine(['cat', 'a\0b'])).toThrow('NUL')
  })
})

describe('a target', () => {
  const withContainer = (container: string) => ({
    host: 'h.example',
    services: { api: { container } },
  })

  test.each(['x; rm -rf /', '--host=evil', '-f', 'a b', 'a/b', "a'b", 'a\nb', ''])(
    'with the container %j is refused',
    (container) => expect(singleHostTarget.safeParse(withContainer(container)).success).toBe(false),
  )

  const withUnit = (systemd: string) => ({ host: 'h.example', services: { api: { systemd } } })

  test.each([
    'x; rm -rf /',
    '--root=/',
    '-M evil',
    'api.service\nrm',
    'api.service rm',
    '$(id).service',
    '`id`.service',
    '../../etc/passwd',
    'api.socket;.service',
    'api\0.service',
    "api'.service",
    `${'a'.repeat(300)}.service`,
    '',
  ])('with the unit %j is refused', (unit) => {
    expect(singleHostTarget.safeParse(withUnit(unit)).success).toBe(false)
  })

  test.each([
    ['mvp-web.service', 'mvp-web.service'],
    ['lifetimecircle-api', 'lifetimecircle-api.service'],
    ['backup@daily.timer', 'backup@daily.timer'],
    ['dev-disk-by\\x2duuid.service', 'dev-disk-by\\x2duuid.service'],
  ])('with the unit %s asks systemd for %s', (unit, name) => {
    expect(singleHostTarget.parse(withUnit(unit)).services.api?.systemd).toBe(name)
  })

  test.each(['relative', '/etc/../root', '/a b', '/a;b', '/a\nb'])(
    'with the folder %j is refused',
    (repository) => {
      expect(singleHostTarget.safeParse({ host: 'h.example', repository }).success).toBe(false)
    },
  )
})

describe('the gate of a host', () => {
  const target = singleHostTarget.parse({
    host: 'app.example',
    services: {
      api: { systemd: 'app-api.service' },
      web: { systemd: 'nginx.service' },
      job: { container: 'app-job' },
    },
    repository: '/opt/app',
    dataPaths: ['/var/lib/app'],
    backupUnit: 'app-backup.service',
    databaseUnit: 'postgresql.service',
  })
  const units = ['app-api.service', 'nginx.service']
  const cursor = 's=0a1b;i=2c;b=3d;m=4e;t=5f;x=6a'
  // What the gate would run is shown instead of run.
  const script = toGateScript(target, ['/etc/app.env']).replace('exec /bin/sh -c', 'echo run')
  const pass = (line: string) =>
    spawnSync('/bin/sh', ['-c', script], {
      env: { PATH: process.env.PATH, SSH_ORIGINAL_COMMAND: line, NODE_ENV: 'test' },
      encoding: 'utf8',
    })

  const commands: readonly Command[] = [
    doNothing,
    readClock,
    readOsRelease,
    readSystemState,
    askProxy,
    showUnits(units),
    showEnvironment('app-api.service'),
    readDiskUse(listFolders(target)),
    describeCheckout('/opt/app'),
    readHead('/opt/app'),
    readCheckoutTime('/opt/app'),
    inspectContainers('docker', ['app-job']),
    inspectContainers('podman', ['app-job']),
    readContainerLog('docker', 'app-job', { lines: 1 }),
    readContainerLog('docker', 'app-job', { since: '2026-11-21T14:00:00.000Z', lines: 501 }),
    readContainerLog('podman', 'app-job', {
      since: '2026-11-21T14:00:00.000Z',
      until: '2026-11-21T15:00:00.001Z',
    }),
    followContainerLog('docker', 'app-job', null),
    followContainerLog('podman', 'app-job', '2026-11-21T14:00:00.123456789+00:00'),
    readFile('/etc/app.env'),
    listFiles('/var/backups/app'),
    startUnit('app-backup.service'),
    controlUnit('kill', 'app-api.service'),
    controlUnit('stop', 'nginx.service'),
    controlUnit('restart', 'postgresql.service'),
    readJournal(units, { since: 1_795_269_794.954, until: 1_795_269_800, lines: 501 }),
    readJournal(['nginx.service'], { since: 1, until: 2, lines: 1 }),
    readNewestEntry(units),
    followJournal(units, { kind: 'start' }),
    followJournal(units, { kind: 'time', since: 1_795_269_794.954 }),
    followJournal(units, { kind: 'cursor', cursor }),
  ]

  test.each(commands.map((command) => [toShellLine(command)]))('lets %s through', (line) => {
    expect(pass(line).stdout).toBe(`run ${line}\n`)
  })

  test.each([
    'id',
    '',
    'env LC_ALL=C TZ=UTC true; id',
    'env LC_ALL=C TZ=UTC true\nid',
    'id\nenv LC_ALL=C TZ=UTC true',
    `${toShellLine(readClock)} && id`,
    'env LC_ALL=C TZ=UTC find -H / -delete -maxdepth 1 -type f -printf %s,%T@,%f/',
    'env LC_ALL=C TZ=UTC find -H /a -exec id {} -maxdepth 1 -type f -printf %s,%T@,%f/',
    'env LC_ALL=C TZ=UTC cat -- /etc/shadow',
    toShellLine(startUnit('ssh.service')),
    toShellLine(controlUnit('stop', 'ssh.service')),
    toShellLine(controlUnit('stop', 'postgresql.service')),
    toShellLine(readNewestEntry(['ssh.service'])),
    `${toShellLine(readNewestEntry(units))} --vacuum-time=1s`,
    toShellLine(followJournal(units, { kind: 'cursor', cursor: "s=1' --vacuum-time='1s" })),
    toShellLine(followContainerLog('docker', 'other-job', null)),
    toShellLine(followContainerLog('docker', 'app-job', "1' --details '")),
    toShellLine(['sh', '-c', 'id', 'docker', 'logs', '--timestamps', '--tail=1', 'app-job']),
    toShellLine(['docker', 'exec', 'app-job', 'id']),
    toShellLine(['git', '-C', '/opt/app', '-c', 'core.pager=id', 'rev-parse', 'HEAD']),
  ])('refuses %j', (line) => {
    const { status, stdout } = pass(line)
    expect([status, stdout]).toEqual([126, ''])
  })
})
