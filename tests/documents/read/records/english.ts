import type { RecordCase } from './record-case.ts'

/** Free English documents. */
export const englishRecords: readonly RecordCase[] = [
  [
    'status and decision alone',
    '# DEC-100 Queue\n\nStatus: decided\n\n## Decision\n\nWe use Kafka.\n',
    {
      number: 'DEC-100',
      title: 'Queue',
      status: 'accepted',
      outcome: 'We use Kafka.',
      layout: 'free',
    },
  ],
  ['not yet decided', '# DEC-101 T\n\nStatus: not yet decided\n', { status: 'proposed' }],
  ['in progress', '# DEC-102 T\n\n- Status: In Progress\n', { status: 'proposed' }],
  ['approved', '# DEC-103 T\n\n- Status: Approved by the board\n', { status: 'accepted' }],
  ["won't do", "# DEC-104 T\n\n- Status: Won't do\n", { status: 'rejected' }],
  ['obsolete', '# DEC-105 T\n\n- Status: OBSOLETE\n', { status: 'deprecated' }],
  [
    'replaced',
    '# DEC-106 T\n\n- Status: Replaced by DEC-200\n',
    { status: 'superseded', supersededBy: ['DEC-200'] },
  ],
  [
    'a status nobody knows',
    '# DEC-107 T\n\n- Status: purple\n\n## Decision\n\nx\n',
    { status: 'proposed' },
  ],
  [
    'dates in words',
    '# DEC-108 T\n\n- Status: accepted\n- Date: March 5, 2026\n- Decision date: 6 April 2026\n- Review by: 2027/05/07\n',
    { recorded: '2026-03-05', decided: '2026-04-06', review: '2027-05-07' },
  ],
  [
    'decision makers with semicolons',
    '# DEC-109 T\n\n- Status: accepted\n- Decision makers: Anna; Bert\n',
    { deciders: ['Anna', 'Bert'] },
  ],
  [
    'nobody decides',
    '# DEC-110 T\n\n- Status: accepted\n- Deciders: tbd\n- Owner: unassigned\n',
    { deciders: [], owner: null },
  ],
  [
    'deciders below their bullet',
    '# DEC-111 T\n\n- Status: accepted\n- Deciders:\n  - Anna\n  - Bert\n',
    { deciders: ['Anna', 'Bert'] },
  ],
  [
    'deciders as a section',
    '# DEC-112 T\n\n## Status\n\naccepted\n\n## Deciders\n\n- Anna\n- Bert\n',
    { deciders: ['Anna', 'Bert'], status: 'accepted' },
  ],
  [
    'affected systems',
    '# DEC-113 T\n\n- Status: accepted\n- Systems: `mvp/staging`, billing\n',
    { subjects: ['mvp/staging', 'billing'] },
  ],
  [
    'systems that are no slugs are left out',
    '# DEC-114 T\n\n- Status: accepted\n- Systems: The whole thing, billing\n',
    { subjects: ['billing'] },
  ],
  [
    'supersedes',
    '# DEC-115 T\n\n- Status: accepted\n- Supersedes: DEC-001\n- Superseded by: DEC-116\n',
    { supersedes: ['DEC-001'], supersededBy: ['DEC-116'] },
  ],
  [
    'problem and alternatives',
    '# RFC-7 T\n\n## Problem\n\nslow\n\n## Alternatives\n\n- cache\n- index\n',
    { number: 'RFC-7', context: 'slow', options: ['cache', 'index'] },
  ],
  [
    'background and motivation',
    '# DEC-116 T\n\n## Background\n\na\n\n## Decision\n\nb\n',
    { context: 'a', outcome: 'b' },
  ],
  [
    'options with a colon',
    '# DEC-117 T\n\n## Options\n\n- Vercel: easy\n- Fly: near\n',
    { options: ['Vercel', 'Fly'], optionTexts: ['easy', 'near'] },
  ],
  [
    'options with a dash',
    '# DEC-118 T\n\n## Options\n\n- **Vercel** – easy\n- **Fly** - near\n',
    { options: ['Vercel', 'Fly'], optionTexts: ['easy', 'near'] },
  ],
  [
    'options with letters in plain words',
    '# DEC-119 T\n\n## Options\n\n- A) Vercel\n- B) Fly\n\n## Decision\n\nOption B it is.\n',
    { options: ['A) Vercel', 'B) Fly'], chosen: 'Fly' },
  ],
  [
    'options called option',
    '# DEC-120 T\n\n## Options\n\n- Option A: Vercel\n- Option B: Fly\n\n## Decision\n\nWe will use Fly.\n',
    { options: ['A) Vercel', 'B) Fly'], chosen: 'Fly' },
  ],
  [
    'bold labels before plain titles',
    '# DEC-121 T\n\n## Options\n\n- **Option A**: Vercel\n- **Option B**: Fly\n',
    { options: ['A) Vercel', 'B) Fly'] },
  ],
  [
    'options with text below',
    '# DEC-122 T\n\n## Options\n\n1. Vercel\n   - easy\n2. Fly\n\n   More.\n',
    { options: ['Vercel', 'Fly'], optionTexts: ['- easy', 'More.'] },
  ],
  [
    'options with pros below',
    '# DEC-123 T\n\n## Options\n\n### Vercel\n\nPros:\n- easy\n\nCons:\n- far\n',
    { options: ['Vercel'], pros: [['easy']], cons: [['far']] },
  ],
  [
    'two options are mentioned and none is chosen',
    '# DEC-124 T\n\n## Options\n\n- Vercel\n- Fly\n\n## Decision\n\nVercel or Fly.\n',
    { chosen: null },
  ],
  [
    'criteria with a measure',
    '# DEC-125 T\n\n## Criteria\n\n- Up `measure: availability 7d >= 99.5 % on mvp/staging`\n- Fast: at most 200 ms\n\n## Decision\n\nx\n',
    {
      criteria: ['Up', 'Fast'],
      limits: ['>= 99.5 %', '<= 200 ms'],
      measures: ['availability 604800 mvp/staging {}', null],
    },
  ],
  [
    'a measure with a window and a component',
    '# DEC-126 T\n\n## Criteria\n\n- Restarts `measure: restarts 24h < 2 component=worker on a/b`\n\n## Decision\n\nx\n',
    { measures: ['restarts 86400 a/b {"component":"worker"}'], limits: ['< 2'] },
  ],
  [
    'a measure that is none',
    '# DEC-127 T\n\n## Criteria\n\n- x `measure:`\n- y `measure: 7d`\n\n## Decision\n\nz\n',
    { measures: [null, null] },
  ],
  [
    'criteria as a table without options',
    '# DEC-128 T\n\n## Criteria\n\n| Criterion | Kind | Target | Unit |\n|---|---|---|---|\n| Cost | must | <= 1,000 | EUR |\n| Fun | score | | |\n\n## Decision\n\nx\n',
    {
      criteria: ['Cost', 'Fun'],
      kinds: ['must', 'score'],
      limits: ['<= 1000 EUR', null],
      cells: [],
    },
  ],
  [
    'criteria in a list and in the table are one',
    '# DEC-129 T\n\n## Options\n\n- Vercel\n- Fly\n\n## Criteria\n\n- **Cost**: per month\n- **Fun**: with it\n\n## Evaluation\n\n| Criterion | Weight | Vercel | Fly |\n|---|---|---|---|\n| Cost | 3 | 1 | 2 |\n',
    { criteria: ['Cost', 'Fun'], weights: [3, null], cells: ['cost/vercel: 1p', 'cost/fly: 2p'] },
  ],
  [
    'follow-ups and questions',
    '# DEC-130 T\n\n- Status: open\n\n## Open questions\n\n1. Why?\n\n## Follow-ups\n\n* [x] docs\n',
    { questions: ['Why?'], followUps: [['docs', true]] },
  ],
  [
    'action items',
    '# DEC-131 T\n\n- Status: open\n\n## Action items\n\n- [ ] docs\n',
    { followUps: [['docs', false]], tasks: [] },
  ],
  [
    'a spike in English',
    '# Spike DEC-132: Queue\n\n## Question\n\nDoes it hold?\n\n## Prerequisites\n\n- a job\n\n## Test steps\n\n1. Smoke: enqueue\n2. **Failure**: kill\n\n## Abort criteria\n\n- more than 3 outages\n\n## Result\n\n- Observations: fine\n- Recommendation: go\n',
    { record: null, steps: ['Smoke', 'Failure'], abort: ['more than 3 outages'] },
  ],
  [
    'a spike with a time box',
    '---\nkind: spike\ndecision: DEC-133\ntime-box: 4 h\n---\n# Try it\n\n## Test steps\n\n1. a\n',
    { steps: ['a'], timeBox: 240 },
  ],
  [
    'a spike that decided',
    '# SPIKE: DEC-134 T\n\n## Options\n\n- X1\n- X2\n\n## Decision\n\nDecided: X2.\n\n## Test steps\n\n1. a\n\n## Abort criteria\n\n- b\n',
    { number: 'DEC-134', status: 'accepted', chosen: 'X2', steps: ['a'] },
  ],
  [
    'troubleshooting',
    '# Ops\n\n## Troubleshooting\n\n### Worker does not start\n\n1. Read\n2. Restart\n3. Call\n\n### Other\n\n- Call\n',
    { record: null, runbooks: ['worker not-starting 3', '- other 1'] },
  ],
  [
    'how to deploy',
    '# Ops\n\n## How to deploy\n\n1. Pull\n2. Build\n',
    { runbooks: ['- deploy 2'] },
  ],
  [
    'migration steps',
    '# Ops\n\n## Migration steps\n\n1. Backup\n2. Migrate\n',
    { runbooks: ['- migration 2'] },
  ],
  [
    'acceptance criteria',
    '# T\n\n## Acceptance criteria\n\n- [ ] a\n- [x] b\n',
    {
      record: null,
      lists: ['Acceptance criteria'],
      tasks: [
        ['a', false],
        ['b', true],
      ],
    },
  ],
  [
    'environments',
    '# T\n\n| Environment | URL |\n|:--|--:|\n| **Prod** | [a.de](https://a.de) |\n',
    { stages: ['Prod a.de'] },
  ],
  ['nothing but words', 'Just words.\n', { record: null, title: 'Just words.', unread: [1] }],
  [
    'a readme',
    '# Tool\n\n## Install\n\nnpm ci\n\n## Usage\n\nrun it\n',
    { record: null, title: 'Tool' },
  ],
]
