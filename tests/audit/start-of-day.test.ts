import { describe, expect, it } from 'vitest'
import { toStartOfDay } from '#components/activity/start-of-day.ts'

describe('toStartOfDay', () => {
  it.each([
    ['2026-11-21', 'UTC', 0, '2026-11-21T00:00:00.000Z'],
    ['2026-11-21', 'Europe/Berlin', 0, '2026-11-20T23:00:00.000Z'],
    ['2026-07-01', 'Europe/Berlin', 0, '2026-06-30T22:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', 0, '2026-03-28T23:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', 1, '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', 1, '2026-10-25T23:00:00.000Z'],
    ['2026-11-21', 'Asia/Kathmandu', 0, '2026-11-20T18:15:00.000Z'],
    ['2026-11-21', 'America/Los_Angeles', 0, '2026-11-21T08:00:00.000Z'],
  ])('says when %s begins in %s, %i days later: %s', (day, zone, later, expected) => {
    expect(toStartOfDay(day, zone, later)).toBe(expected)
  })

  it('leaves what is no day for the API to refuse', () => {
    expect(toStartOfDay('yesterday', 'UTC')).toBe('yesterday')
    expect(toStartOfDay('2026-02-30', 'UTC')).toBe('2026-02-30')
  })
})
