import { describe, expect, it } from 'vitest'
import {
  formatDate,
  formatDistance,
  formatDuration,
  formatMoment,
  formatSpan,
} from '#components/ui/format-time.ts'

const german = { locale: 'de', timeZone: 'Europe/Berlin' }
const english = { locale: 'en-GB', timeZone: 'Europe/Berlin' }
const now = Date.parse('2026-11-21T13:00:00Z')
const hour = 3_600_000

describe('times', () => {
  it('are told relatively, in the reader’s language', () => {
    expect(formatDistance(now - 3 * hour, now, german)).toBe('vor 3 Std.')
    expect(formatDistance(now + 5 * 60_000, now, german)).toBe('in 5 Min.')
    expect(formatSpan(now - 3 * hour, now, german)).toBe('3 Std.')
    expect(formatSpan(now - 3 * hour, now, english)).toBe('3 hrs')
  })

  it('leave the word for now to the caller within five seconds', () => {
    expect(formatDistance(now - 4_999, now, german)).toBeNull()
    expect(formatSpan(now, now, german)).toBeNull()
  })

  it('carry the time of day within a week, and the year when it is another one', () => {
    expect(formatDate(now - 49 * hour, now, german)).toBe('19. Nov., 13:00')
    expect(formatDate(now - 30 * 24 * hour, now, german)).toBe('22. Okt.')
    expect(formatDate(Date.parse('2025-03-01T12:00:00Z'), now, german)).toBe('1. März 2025')
  })

  it('name their zone in full', () => {
    expect(formatMoment(now, german)).toContain('MEZ')
    expect(formatMoment(now, english)).toContain('CET')
  })
})

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [-5_000, '0 s'],
    [59_400, '59 s'],
    [60_000, '1:00 min'],
    [125_000, '2:05 min'],
    [3_720_000, '1:02 h'],
  ])('%d ms reads %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text)
  })
})
