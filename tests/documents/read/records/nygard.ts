import type { RecordCase } from './record-case.ts'

const rest = '\n## Context\n\nc\n\n## Decision\n\nd\n\n## Consequences\n\ne\n'

/** Records as adr-tools and log4brains write them. */
export const nygardRecords: readonly RecordCase[] = [
  [
    'nygard as adr-tools begins',
    '# 1. Record architecture decisions\n\nDate: 2016-02-12\n\n## Status\n\nAccepted\n\n## Context\n\nWe need to record.\n\n## Decision\n\nWe will use ADRs.\n\n## Consequences\n\nSee links.\n',
    {
      layout: 'nygard',
      number: '1',
      title: 'Record architecture decisions',
      status: 'accepted',
      recorded: '2016-02-12',
      context: 'We need to record.',
      outcome: 'We will use ADRs.',
      consequences: 'See links.',
      unread: [],
    },
  ],
  [
    'nygard superseded',
    `# 2. Use MySQL\n\nDate: 2016-02-12\n\n## Status\n\nSuperseded by [3. Use Postgres](0003-use-postgres.md)\n${rest}`,
    { status: 'superseded', supersededBy: ['3'] },
  ],
  [
    'nygard superseding',
    `# 3. Use Postgres\n\n## Status\n\nAccepted\n\nSupersedes [2. Use MySQL](0002-use-mysql.md)\n${rest}`,
    { status: 'accepted', number: '3' },
  ],
  [
    'nygard superseding on the next line',
    `# 3. Use Postgres\n\n## Status\n\nAccepted\nSupersedes [2. Use MySQL](0002-use-mysql.md)\n${rest}`,
    { status: 'accepted', supersedes: ['2'] },
  ],
  [
    'nygard amending',
    `# 4. T\n\n## Status\n\nAccepted\nAmends [2. X](0002-x.md)\n${rest}`,
    { status: 'accepted', supersedes: [], supersededBy: [] },
  ],
  [
    'nygard proposed',
    `# 5. T\n\n## Status\n\nProposed\n${rest}`,
    { status: 'proposed', number: '5' },
  ],
  ['nygard deprecated', `# 6. T\n\n## Status\n\nDeprecated\n${rest}`, { status: 'deprecated' }],
  ['nygard rejected', `# 7. T\n\n## Status\n\nRejected\n${rest}`, { status: 'rejected' }],
  [
    'nygard without a status',
    `# 8. T\n\n## Status\n${rest}`,
    { status: 'proposed', layout: 'nygard' },
  ],
  [
    'nygard with emphasis in its status',
    `# 9. T\n\n## Status\n\n**Accepted**\n${rest}`,
    { status: 'accepted' },
  ],
  [
    'nygard with its status in code',
    `# 9. T\n\n## Status\n\n\`accepted\`\n${rest}`,
    { status: 'accepted' },
  ],
  [
    'nygard with its status as a bullet',
    `# 9. T\n\n## Status\n\n- accepted\n${rest}`,
    { status: 'accepted' },
  ],
  [
    'nygard with a date behind the status',
    `# 9. T\n\n## Status\n\nAccepted (2021-01-02)\n${rest}`,
    { status: 'accepted' },
  ],
  [
    'nygard with a long number',
    `# ADR 0010: T\n\n## Status\n\nAccepted\n${rest}`,
    { number: 'ADR 0010', title: 'T' },
  ],
  [
    'nygard with a dash behind the number',
    `# ADR-11 - Use T\n\n## Status\n\nAccepted\n${rest}`,
    { number: 'ADR-11', title: 'Use T' },
  ],
  [
    'nygard with a number in brackets',
    `# [ADR-12] Use T\n\n## Status\n\nAccepted\n${rest}`,
    { number: 'ADR-12', title: 'Use T' },
  ],
  [
    'nygard with a number of zeros',
    `# 0013 - Use T\n\n## Status\n\nAccepted\n${rest}`,
    { number: '0013', title: 'Use T' },
  ],
  [
    'nygard with a number sign',
    `# #14 Use T\n\n## Status\n\nAccepted\n${rest}`,
    { number: '14', title: 'Use T' },
  ],
  [
    'nygard with a year in its title',
    `# Plan for 2027\n\n## Status\n\nAccepted\n${rest}`,
    { number: null, title: 'Plan for 2027' },
  ],
  [
    'nygard with sections of the first level',
    '# 15. T\n\nDate: 2020-01-01\n\n# Status\n\nAccepted\n\n# Context\n\nc\n\n# Decision\n\nd\n\n# Consequences\n\ne\n',
    { status: 'accepted', context: 'c', outcome: 'd', consequences: 'e', layout: 'nygard' },
  ],
  [
    'nygard with lists in its sections',
    '# 16. T\n\n## Status\n\nAccepted\n\n## Context\n\n* a\n* b\n\n## Decision\n\n1. c\n2. d\n\n## Consequences\n\n- e\n',
    { context: '* a\n* b', outcome: '1. c\n2. d', consequences: '- e' },
  ],
  [
    'nygard with several paragraphs',
    '# 17. T\n\n## Status\n\nAccepted\n\n## Context\n\na\n\nb\n\n## Decision\n\nc\n',
    { context: 'a\n\nb', outcome: 'c' },
  ],
  [
    'nygard with sections below sections',
    '# 18. T\n\n## Status\n\nAccepted\n\n## Context\n\na\n\n### Detail\n\nb\n\n## Decision\n\nc\n',
    { context: 'a\n\n### Detail\n\nb', outcome: 'c' },
  ],
  [
    'nygard with windows line ends',
    '# 19. T\r\n\r\nDate: 2020-05-06\r\n\r\n## Status\r\n\r\nAccepted\r\n\r\n## Context\r\n\r\na\r\nb\r\n\r\n## Decision\r\n\r\nc\r\n',
    { number: '19', recorded: '2020-05-06', status: 'accepted', context: 'a\nb', outcome: 'c' },
  ],
  [
    'nygard with a byte order mark',
    `\ufeff# 20. T\n\n## Status\n\nAccepted\n${rest}`,
    { number: '20', title: 'T', status: 'accepted' },
  ],
  [
    'nygard without a last line end',
    '# 21. T\n\n## Status\n\nAccepted\n\n## Context\n\nc\n\n## Decision\n\nd',
    { outcome: 'd' },
  ],
  [
    'nygard with tabs',
    '#\t22. T\n\n##\tStatus\n\nAccepted\n\n##\tContext\n\nc\n\n##\tDecision\n\nd\n',
    { number: '22', status: 'accepted', context: 'c', outcome: 'd' },
  ],
  [
    'nygard without empty lines',
    '# 23. T\n## Status\nAccepted\n## Context\nc\n## Decision\nd\n## Consequences\ne\n',
    { status: 'accepted', context: 'c', outcome: 'd', consequences: 'e' },
  ],
  [
    'nygard with many empty lines',
    '# 24. T\n\n\n\n## Status\n\n\n\nAccepted\n\n\n\n## Context\n\n\n\nc\n\n\n\n## Decision\n\n\n\nd\n\n\n\n',
    { status: 'accepted', context: 'c', outcome: 'd' },
  ],
  [
    'nygard with rules between its sections',
    '# 25. T\n\n---\n\n## Status\n\nAccepted\n\n---\n\n## Context\n\nc\n\n---\n\n## Decision\n\nd\n',
    { status: 'accepted', context: 'c', outcome: 'd' },
  ],
  [
    'nygard in German',
    '# 26. Postgres nutzen\n\nDatum: 12.02.2016\n\n## Status\n\nAngenommen\n\n## Kontext\n\nWir brauchen eine Datenbank.\n\n## Entscheidung\n\nWir nehmen Postgres.\n\n## Konsequenzen\n\nKeine.\n',
    {
      number: '26',
      title: 'Postgres nutzen',
      recorded: '2016-02-12',
      status: 'accepted',
      context: 'Wir brauchen eine Datenbank.',
      outcome: 'Wir nehmen Postgres.',
      consequences: 'Keine.',
    },
  ],
  [
    'nygard in German, replaced',
    '# 27. T\n\n## Status\n\nErsetzt durch DEC-030\n\n## Kontext\n\nc\n\n## Entscheidung\n\nd\n',
    { status: 'superseded', supersededBy: ['DEC-030'] },
  ],
  [
    'log4brains as it begins',
    '# Use Log4brains to manage the ADRs\n\n- Status: accepted\n- Date: 2021-01-02\n- Tags: dev-tools, doc\n\n## Context and Problem Statement\n\nc\n\n## Considered Options\n\n- Log4brains\n- ADR Tools\n\n## Decision Outcome\n\nChosen option: "Log4brains", because.\n',
    {
      layout: 'log4brains',
      status: 'accepted',
      recorded: '2021-01-02',
      options: ['Log4brains', 'ADR Tools'],
      chosen: 'Log4brains',
      unread: [],
    },
  ],
  [
    'log4brains draft',
    '# T\n\n- Status: draft\n- Tags: a\n\n## Context and Problem Statement\n\nc\n\n## Decision Outcome\n\nd\n',
    { layout: 'log4brains', status: 'proposed' },
  ],
  [
    'log4brains with deciders',
    '# T\n\n- Status: proposed\n- Deciders: Anna and Bert\n- Tags: b\n\n## Context and Problem Statement\n\nc\n\n## Decision Outcome\n\nd\n',
    { deciders: ['Anna', 'Bert'] },
  ],
  [
    'log4brains superseded',
    '# T\n\n- Status: superseded by [20210103-use-x](20210103-use-x.md)\n- Date: 2021-01-02\n\n## Context and Problem Statement\n\nc\n\n## Decision Outcome\n\nd\n',
    { layout: 'log4brains', status: 'superseded' },
  ],
  [
    'log4brains with links',
    '# T\n\n- Status: accepted\n- Tags: c\n\n## Context and Problem Statement\n\nc\n\n## Decision Outcome\n\nd\n\n## Links\n\n- [a](https://a.de)\n',
    { layout: 'log4brains', outcome: 'd', unread: [16] },
  ],
]
