import { mkdtempSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { BackupQuery } from '#lib/hosting/backup-port.ts'
import { type Lab, type LabAdapter, soon, startLab, until } from './lab.ts'

let lab: Lab
let adapter: ReturnType<LabAdapter>
beforeAll(async () => {
  lab = await startLab('lifetimecircle')
  adapter = lab.adapter()
})
afterEach(() => lab.fault(null))
afterAll(() => lab.close())

const read = () => adapter.releases.readRunningRelease(soon())
const readComponent = async (slug: string) =>
  (await read()).components.find(({ component }) => component === slug)

describe('what runs on a host', () => {
  test('is told by its units and by the checkout they were started from', async () => {
    const { commit } = lab.stage.report().release ?? {}
    const { components, notes } = await read()
    for (const [slug, unit] of [
      ['api', 'lifetimecircle-api.service'],
      ['web', 'nginx.service'],
    ]) {
      expect(components.find(({ component }) => component === slug)).toMatchObject({
        state: 'running',
        commitSha: commit,
        version: expect.stringMatching(/^(rc-2026-03-01|v1\.0\.0)$/),
        releaseId: unit,
        instances: { desired: 1, running: 1, autoscaling: false },
        detail: null,
      })
    }
    expect(notes).toEqual(
      expect.arrayContaining([
        { name: 'restarts', subject: 'api', value: 0 },
        { name: 'proxy_answers', subject: 'web', value: true },
        { name: 'disk_free_percent', subject: '/', value: expect.any(Number) },
        expect.objectContaining({ name: 'release_on_disk', subject: '/opt/lifetimecircle/app' }),
      ]),
    )
  })

  test('is stopped, and the proxy silent, when the processes are', async () => {
    await lab.stage.stopComponent('web')
    const { components, notes } = await read()
    expect(components.find(({ component }) => component === 'web')).toMatchObject({
      state: 'stopped',
      since: null,
      detail: expect.stringContaining('inactive'),
    })
    expect(notes).toContainEqual({ name: 'proxy_answers', subject: 'web', value: false })
    await lab.stage.startComponent('web')
    expect(await readComponent('web')).toMatchObject({ state: 'running' })
  })

  test('counts a restart that nobody asked for', async () => {
    lab.stage.killComponent('api')
    await until(read, ({ notes }) =>
      notes.some(
        ({ name, subject, value }) => name === 'restarts' && subject === 'api' && value === 1,
      ),
    )
    await until(
      () => readComponent('api'),
      (api) => api?.state === 'running',
    )
  })

  test('is unknown for a unit the host does not have', async () => {
    const services = { api: { systemd: 'gone.service' }, web: { systemd: 'nginx.service' } }
    const { components } = await lab
      .adapter({ target: { ...lab.target, services } })
      .releases.readRunningRelease(soon())
    expect(components.map(({ component, state }) => [component, state])).toEqual([
      ['api', 'unknown'],
      ['web', 'running'],
    ])
    expect(components[0]).toMatchObject({
      version: null,
      detail: expect.stringContaining('not-found'),
    })
  })

  test('stays known without a version when the checkout cannot be read', async () => {
    const target = { ...lab.target, repository: '/opt/elsewhere' }
    const { components } = await lab.adapter({ target }).releases.readRunningRelease(soon())
    expect(components[0]).toMatchObject({ state: 'running', version: null, commitSha: null })
  })

  test('has no version when the process is older than what lies on the disk', async () => {
    const folder = lab.stage.findReleaseFolder
    lab.stage.findReleaseFolder = () => join('/', `${Date.now() + 60_000}-x`)
    expect(await readComponent('api')).toMatchObject({
      state: 'running',
      version: null,
      detail: expect.stringContaining('started before'),
    })
    expect(await readComponent('web')).toMatchObject({ version: expect.any(String) })
    lab.stage.findReleaseFolder = folder
  })

  test('cannot be said of a target that names neither units nor a checkout', async () => {
    const target = { ...lab.target, services: {}, repository: undefined }
    await expect(lab.adapter({ target }).releases.readRunningRelease(soon())).rejects.toMatchObject(
      { failure: 'not_configured' },
    )
  })

  test('takes a slow host its time', async () => {
    lab.fault('slow', { match: 'systemctl', times: 1 })
    expect(await readComponent('api')).toMatchObject({ state: 'running' })
  })
})

describe('backups on a host', () => {
  const query = (more: Partial<BackupQuery> = {}): BackupQuery => ({
    since: new Date(0),
    path: '/var/backups/lifetimecircle',
    pattern: 'app-*.sqlite',
    ...more,
  })
  const list = async (more: Partial<BackupQuery> = {}) =>
    (await adapter.backups?.listBackups(query(more), soon()))?.backups ?? []
  const folder = () => join(lab.stage.folder, 'backups')
  const ageBy = (file: string, seconds: number) => {
    const at = Date.now() / 1_000 - seconds
    utimesSync(join(folder(), file), at, at)
  }

  test('are real copies: one that is fetched is a database with its tables', async () => {
    const [file = ''] = await until(
      () => readdirSync(folder()).filter((name) => /^app-.*\.sqlite$/.test(name)),
      (names) => names.length > 0,
    )
    ageBy(file, 60)
    const [newest] = await list()
    expect(newest).toMatchObject({
      state: 'complete',
      externalId: `/var/backups/lifetimecircle/${file}`,
      sizeBytes: expect.any(Number),
      place: `staging.lifetimecircle.de:/var/backups/lifetimecircle/${file}`,
    })
    const stream = await adapter.backups?.openBackup?.(
      newest?.externalId ?? '',
      { query: query(), maxBytes: 10_000_000 },
      soon(),
    )
    const bytes = Buffer.from(await new Response(stream).arrayBuffer())
    expect(bytes.length).toBe(newest?.sizeBytes)
    const home = mkdtempSync(join(tmpdir(), 'leitstand-restore-'))
    await writeFile(join(home, 'copy'), bytes)
    const copy = new DatabaseSync(join(home, 'copy'), { readOnly: true })
    expect(copy.prepare('select count(*) as marks from marks').get()).toEqual({ marks: 0 })
    copy.close()
    rmSync(home, { recursive: true })
  })

  test('that are empty, growing or dated in the future do not count as complete', async () => {
    for (const name of ['app-1.sqlite', 'app-2.sqlite', 'app-3.sqlite', 'app-4.sqlite']) {
      writeFileSync(join(folder(), name), 'data')
    }
    truncateSync(join(folder(), 'app-1.sqlite'))
    ageBy('app-1.sqlite', 60)
    ageBy('app-2.sqlite', 60)
    ageBy('app-4.sqlite', -3_600)
    const found = new Map(
      (await list()).map((each) => [each.externalId.split('/').at(-1), each.state]),
    )
    expect(found.get('app-1.sqlite')).toBe('failed')
    expect(found.get('app-2.sqlite')).toBe('complete')
    expect(found.get('app-3.sqlite')).toBe('running')
    expect(found.get('app-4.sqlite')).toBe('failed')
  })

  test('are those whose names count, since the time asked for, whatever the names hold', async () => {
    writeFileSync(join(folder(), 'app-a b\nc.sqlite'), 'data')
    writeFileSync(join(folder(), 'app-old.sqlite.partial'), 'data')
    ageBy('app-a b\nc.sqlite', 5_000)
    const names = (await list()).map(({ externalId }) => externalId.split('/').at(-1))
    expect(names).toContain('app-a b\nc.sqlite')
    expect(names).not.toContain('app-old.sqlite.partial')
    const recent = await list({ since: new Date(Date.now() - 100_000) })
    expect(recent.map(({ externalId }) => externalId)).not.toContain(
      '/var/backups/lifetimecircle/app-a b\nc.sqlite',
    )
  })

  test('in a folder that is not there are a failure, never an empty list', async () => {
    await expect(list({ path: '/var/backups/nowhere' })).rejects.toMatchObject({
      failure: 'not_found',
    })
    await expect(list({ path: null })).rejects.toMatchObject({ failure: 'not_configured' })
    await expect(list({ path: '/var/../etc' })).rejects.toMatchObject({ failure: 'not_configured' })
  })

  test('are the only files that are ever opened', async () => {
    for (const file of ['/etc/os-release', '/var/backups/lifetimecircle/../../../etc/os-release']) {
      await expect(
        adapter.backups?.openBackup?.(file, { query: query(), maxBytes: 1_000 }, soon()),
      ).rejects.toMatchObject({ failure: 'not_found' })
    }
  })

  test('larger than allowed are not fetched', async () => {
    const [newest] = await list()
    const open = adapter.backups?.openBackup?.(
      newest?.externalId ?? '',
      { query: query(), maxBytes: 1 },
      soon(),
    )
    await expect(open).rejects.toMatchObject({ failure: 'rejected' })
    expect(lab.lines().at(-1)).toContain('find')
  })

  test('cut off while they are fetched break the stream', async () => {
    const [newest] = await list()
    lab.fault('drop', { match: ' cat ' })
    const stream = await adapter.backups?.openBackup?.(
      newest?.externalId ?? '',
      { query: query(), maxBytes: 10_000_000 },
      soon(),
    )
    await expect(new Response(stream).arrayBuffer()).rejects.toBeTruthy()
  })

  test('are made now by starting the unit the target names, once', async () => {
    const before = readdirSync(folder()).length
    await adapter.backups?.backUpNow?.(query(), 'key', soon())
    await until(
      () => readdirSync(folder()).length,
      (count) => count > before,
    )
    expect(lab.lines().filter((line) => line.includes('sudo'))).toEqual([
      'env LC_ALL=C TZ=UTC sudo -n systemctl start --no-block -- lifetimecircle-backup.service',
    ])
  })

  test('whose start got no answer may have been started', async () => {
    lab.fault('drop', { match: 'sudo' })
    await expect(adapter.backups?.backUpNow?.(query(), 'key', soon())).rejects.toMatchObject({
      failure: 'outcome_unknown',
    })
    expect(lab.lines().filter((line) => line.includes('sudo'))).toHaveLength(2)
  })

  test('cannot be started where the target names no unit', () => {
    const { backups } = lab.adapter({ target: { ...lab.target, backupUnit: undefined } })
    expect(backups?.backUpNow).toBeUndefined()
  })
})

describe('settings of a host', () => {
  test('are names with fingerprints, from the unit and from its files; no value leaves the adapter', async () => {
    const other = await startLab('mvp')
    try {
      const settings = await other
        .adapter()
        .configuration?.listSettings((value) => `#${value.length}`, soon())
      expect(settings).toContainEqual({
        name: 'AUTH_SECRET',
        component: 'web',
        kind: 'secret',
        fingerprint: `#${'sandbox-auth-secret'.length}`,
        updatedAt: null,
      })
      expect(settings).toContainEqual(
        expect.objectContaining({ name: 'NODE_ENV', component: 'worker', kind: 'variable' }),
      )
      expect(JSON.stringify(settings)).not.toContain('sandbox-auth-secret')
    } finally {
      await other.close()
    }
  })
})

describe('facts of a host', () => {
  test('are its system and whether everything on it runs', async () => {
    expect(await adapter.facts?.readFacts(soon())).toEqual([
      { name: 'engine', subject: 'staging.lifetimecircle.de', value: expect.stringMatching(/\w/) },
      { name: 'state', subject: 'staging.lifetimecircle.de', value: 'running' },
    ])
  })
})
