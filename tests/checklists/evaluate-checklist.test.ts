import { describe, expect, it } from 'vitest'
import {
  evaluateChecklist,
  evaluateItem,
  type ItemFacts,
  isOverdue,
} from '#lib/checklists/evaluate-checklist.ts'

const now = new Date('2026-03-01T12:00:00Z')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

const plain: ItemFacts = {
  isTicked: false,
  isBlocking: true,
  binding: null,
  attestation: null,
  notApplicable: null,
  evidence: null,
  evaluatedAt: null,
}

const attested = (expiresAt: string | null = null) => ({
  attestation: { by: 'emil', at: '2026-02-01T00:00:00Z', note: null, evidenceUrl: null, expiresAt },
})

const expired = attested('2026-02-28T00:00:00Z')
const valid = attested('2026-03-31T00:00:00Z')
const ticked = { isTicked: true }
const setAside = {
  notApplicable: { reason: 'no such part', by: 'lena', at: '2026-02-01T00:00:00Z' },
}

const probed = (verdict: 'yes' | 'no' | 'unknown', minutes = 1) => ({
  binding: { check: 'port-443', parameters: {} },
  evidence: {
    verdict,
    reason:
      verdict === 'yes'
        ? null
        : verdict === 'no'
          ? ('unreachable' as const)
          : ('no_probe' as const),
    params: {},
    value: null,
    observedAt: null,
    source: null,
    link: null,
  },
  evaluatedAt: minutesAgo(minutes),
})

describe('an item', () => {
  it.each<[string, Partial<ItemFacts>, string, string | null, string | null]>([
    ['is open while nobody said anything', {}, 'unmet', null, null],
    ['is met by a tick in the file', ticked, 'met', 'file', null],
    ['is met by a person', attested(), 'met', 'person', null],
    ['is met by a person until then', valid, 'met', 'person', null],
    ['expires', expired, 'expired', 'person', null],
    ['expires even when it was ticked', { ...expired, ...ticked }, 'expired', 'person', null],
    ['does not apply', setAside, 'not_applicable', 'person', null],
    [
      'does not apply whatever a probe says',
      { ...setAside, ...probed('no') },
      'not_applicable',
      'person',
      null,
    ],
    ['is met by a probe', probed('yes'), 'met', 'probe', null],
    ['is open by a probe', probed('no'), 'unmet', 'probe', null],
    ['is open by a probe against a tick', { ...probed('no'), ...ticked }, 'unmet', 'probe', 'file'],
    [
      'is open by a probe against a person',
      { ...probed('no'), ...valid, ...ticked },
      'unmet',
      'probe',
      'person',
    ],
    [
      'is open by a probe, an expired word is none',
      { ...probed('no'), ...expired },
      'unmet',
      'probe',
      null,
    ],
    ['is not known while a probe cannot tell', probed('unknown'), 'unknown', 'probe', null],
    ['is not known by a tick alone', { ...probed('unknown'), ...ticked }, 'unknown', 'probe', null],
    [
      'is met by a person while a probe cannot tell',
      { ...probed('unknown'), ...valid },
      'met',
      'person',
      null,
    ],
    [
      'is not known by an expired word',
      { ...probed('unknown'), ...expired },
      'unknown',
      'probe',
      null,
    ],
    [
      'is not known before its probe was asked',
      { ...probed('yes'), evidence: null },
      'unknown',
      'probe',
      null,
    ],
    [
      'is not known when nobody asks its probe any more',
      probed('yes', 11),
      'unknown',
      'probe',
      null,
    ],
    [
      'is a link that somebody still has to look at',
      { binding: { url: 'https://wiki.example' } },
      'unmet',
      null,
      null,
    ],
  ])('%s', (_, part, state, by, contradicts) => {
    expect(evaluateItem({ ...plain, ...part }, now)).toEqual({ state, by, contradicts })
  })
})

describe('a list', () => {
  const item = (
    state: Parameters<typeof evaluateChecklist>[0][number]['state'],
    isBlocking = true,
  ) => ({
    state,
    isBlocking,
  })

  it('is empty and done without items', () => {
    expect(evaluateChecklist([])).toEqual({
      state: 'done',
      total: 0,
      met: 0,
      blocking: 0,
      notApplicable: 0,
    })
  })

  it('counts what is met of what applies, and what blocks', () => {
    const items = [
      ...Array.from({ length: 11 }, () => item('met')),
      item('unmet'),
      item('unknown'),
      item('expired', false),
      item('not_applicable'),
    ]
    expect(evaluateChecklist(items)).toEqual({
      state: 'blocked',
      total: 14,
      met: 11,
      blocking: 2,
      notApplicable: 1,
    })
  })

  it('is open while only what does not block is missing', () => {
    expect(evaluateChecklist([item('met'), item('unmet', false)]).state).toBe('open')
  })

  it.each([
    ['2026-02-28', 'open', true],
    ['2026-03-01', 'open', false],
    ['2026-02-28', 'done', false],
    [null, 'blocked', false],
  ] as const)('with the deadline %s and %s is late: %s', (deadline, state, expected) => {
    expect(isOverdue(deadline, state, now)).toBe(expected)
  })
})
