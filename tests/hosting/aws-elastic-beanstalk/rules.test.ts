import { describe, expect, test } from 'vitest'
import { toInstances, toReleaseName, toState } from '#lib/hosting/aws-elastic-beanstalk/mapper.ts'
import { toOperationState } from '#lib/hosting/aws-elastic-beanstalk/read-operation.ts'
import { findRefusals, findWarnings } from '#lib/hosting/aws-elastic-beanstalk/restore-rules.ts'

const ready = { EnvironmentName: 'production', Status: 'Ready' }
const version = { VersionLabel: 'v1.0.0' }

describe('the state of an environment', () => {
  test.each([
    [{ Status: 'Ready', HealthStatus: 'Ok' }, 'running'],
    [{ Status: 'Ready', HealthStatus: 'Warning', Health: 'Green' }, 'degraded'],
    [{ Status: 'Ready', HealthStatus: 'NoData', Health: 'Green' }, 'unknown'],
    [{ Status: 'Ready', HealthStatus: 'Suspended' }, 'unknown'],
    [{ Status: 'Ready', Health: 'Green' }, 'running'],
    [{ Status: 'Ready', Health: 'Grey' }, 'unknown'],
    [{ Status: 'Ready' }, 'unknown'],
    [{ Status: 'Updating', Health: 'Green' }, 'deploying'],
    [{ Status: 'Aborting' }, 'deploying'],
    [{ Status: 'Terminated', Health: 'Green' }, 'stopped'],
    [{ Status: 'Dreaming', Health: 'Green' }, 'unknown'],
  ])('%o is %s', (environment, state) => {
    expect(toState({ EnvironmentName: 'production', ...environment })).toBe(state)
  })
})

describe('a version', () => {
  test.each([
    ['PROCESSED', []],
    ['UNPROCESSED', []],
    ['FAILED', ['version_failed']],
    ['PROCESSING', ['version_not_processed']],
    ['BUILDING', ['version_not_processed']],
  ])('that is %s is refused for %o', (Status, reasons) => {
    expect(findRefusals(ready, 'v1.0.0', { ...version, Status })).toEqual(reasons)
  })

  test('that was never checked is taken with a warning', () => {
    expect(findWarnings({ ...version, Status: 'UNPROCESSED' })).toEqual(['version_not_checked'])
  })

  test('is not deployed over an operation that can still be aborted', () => {
    const busy = { ...ready, AbortableOperationInProgress: true }
    expect(findRefusals(busy, 'v1.0.0', version)).toEqual(['operation_in_progress'])
  })

  test('tells its commit by its source where its label names none', () => {
    const commit = '4f2a9c1d'.repeat(5)
    const SourceBuildInformation = { SourceLocation: `whatsgonow/${commit}` }
    expect(toReleaseName('v1.0.0', { ...version, SourceBuildInformation })).toEqual({
      ...{ version: 'v1.0.0', commitSha: commit },
    })
  })
})

describe('the instances of an environment', () => {
  const toSettings = (MinSize: string, MaxSize: string, type = 'LoadBalanced') => ({
    OptionSettings: [
      { Namespace: 'aws:autoscaling:asg', OptionName: 'MinSize', Value: MinSize },
      { Namespace: 'aws:autoscaling:asg', OptionName: 'MaxSize', Value: MaxSize },
      { Namespace: 'aws:elasticbeanstalk:environment', OptionName: 'EnvironmentType', Value: type },
    ],
  })

  test('are as many as are wanted, unless their number may vary', () => {
    expect(toInstances(2, toSettings('2', '2'))).toMatchObject({ desired: 2, autoscaling: false })
    expect(toInstances(3, toSettings('2', '6'))).toMatchObject({ desired: null, autoscaling: true })
    expect(toInstances(1, toSettings('1', '4', 'SingleInstance'))).toMatchObject({
      ...{ desired: 1, autoscaling: false },
    })
    expect(toInstances(2, null)).toEqual({ desired: null, running: 2, autoscaling: null })
    expect(toInstances(null, null)).toBeNull()
  })
})

describe('an operation of an environment', () => {
  const requestedAt = new Date('2026-11-21T10:00:00Z')
  const since = new Date('2026-11-21T09:59:50Z')
  const operation = { operationKey: 'key', operationId: null, releaseId: 'v1', requestedAt }
  const before = { ...ready, DateUpdated: new Date('2026-11-20T08:00:00Z') }

  test('that left no trace was not found, even if the version happens to run', () => {
    const running = { ...before, VersionLabel: 'v1' }
    expect(toOperationState(running, [], operation, since).state).toBe('not_found')
  })

  test('shows by the date of the environment where events may not be seen', () => {
    const updated = { ...ready, VersionLabel: 'v1', DateUpdated: requestedAt }
    expect(toOperationState(updated, [], operation, since).state).toBe('succeeded')
  })

  test('is waited for while the environment updates to whatever it be', () => {
    const updating = { ...before, Status: 'Updating', VersionLabel: 'v2' }
    expect(toOperationState(updating, [], operation, since).state).toBe('running')
  })

  test('failed when the environment is ready with another version, in the words of its own events', () => {
    const ended = { ...ready, VersionLabel: 'v2', DateUpdated: requestedAt }
    const events = [
      { EventDate: requestedAt, Message: 'Other', Severity: 'ERROR', RequestId: 'b' },
      { EventDate: requestedAt, Message: 'Out of disk', Severity: 'ERROR', RequestId: 'a' },
    ]
    expect(toOperationState(ended, events, { ...operation, operationId: 'a' }, since)).toEqual({
      ...{ state: 'failed', operationId: 'a', detail: 'Out of disk' },
    })
  })
})
