import type { RecordCase } from './record-case.ts'

const tail = '\n## Considered Options\n\n* A\n* B\n\n## Decision Outcome\n\n'

/** Records in the layouts of MADR 2, 3 and 4. */
export const madrRecords: readonly RecordCase[] = [
  [
    'madr 2 with bullets of metadata',
    '# Use Plain JUnit5\n\n* Status: accepted\n* Deciders: Oliver, Anna\n* Date: 2020-03-31\n\n## Context and Problem Statement\n\nHow to test?\n\n## Considered Options\n\n* Plain JUnit5\n* AssertJ\n\n## Decision Outcome\n\nChosen option: "Plain JUnit5", because it is known.\n',
    {
      layout: 'madr',
      title: 'Use Plain JUnit5',
      number: null,
      status: 'accepted',
      deciders: ['Oliver', 'Anna'],
      recorded: '2020-03-31',
      context: 'How to test?',
      options: ['Plain JUnit5', 'AssertJ'],
      chosen: 'Plain JUnit5',
      outcome: 'Chosen option: "Plain JUnit5", because it is known.',
      unread: [],
    },
  ],
  [
    'madr 2 with a technical story',
    '# T\n\n* Status: proposed\n\nTechnical Story: #12\n\n## Context and Problem Statement\n\nx\n',
    { status: 'proposed', context: 'x', unread: [] },
  ],
  [
    'madr 2 with positive and negative consequences',
    `# T\n${tail}Chosen option: "B", because.\n\n### Positive Consequences\n\n* p\n\n### Negative Consequences\n\n* n\n`,
    { chosen: 'B', consequences: '* p\n\n* n', outcome: 'Chosen option: "B", because.' },
  ],
  [
    'madr 2 with pros and cons',
    '# T\n\n## Considered Options\n\n* Red\n* Blue\n\n## Decision Outcome\n\nx\n\n## Pros and Cons of the Options\n\n### Red\n\nWarm.\n\n* Good, because warm\n* Bad, because loud\n\n### Blue\n\n* Good, because calm\n',
    {
      options: ['Red', 'Blue'],
      optionTexts: ['Warm.', ''],
      pros: [['warm'], ['calm']],
      cons: [['loud'], []],
    },
  ],
  [
    'madr 2 superseded by a link',
    '# T\n\n* Status: superseded by [ADR-0005](0005-example.md)\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { status: 'superseded', supersededBy: ['ADR-0005'] },
  ],
  [
    'madr 2 template words in braces',
    '# T\n\n* Status: {proposed | rejected | accepted}\n* Deciders: {list everyone involved}\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { deciders: [] },
  ],
  [
    'madr 3 with front matter',
    '---\nstatus: accepted\ndate: 2022-10-07\ndeciders: anna, bert\nconsulted: carl\ninformed: dora, emil\n---\n# Use X\n\n## Context and Problem Statement\n\nx\n\n## Considered Options\n\n* X\n* Y\n\n## Decision Outcome\n\nChosen option: "X".\n',
    {
      layout: 'madr',
      status: 'accepted',
      recorded: '2022-10-07',
      deciders: ['anna', 'bert'],
      consulted: ['carl'],
      informed: ['dora', 'emil'],
      chosen: 'X',
      unread: [],
    },
  ],
  [
    'madr 3 with drivers',
    '# T\n\n## Context and Problem Statement\n\nx\n\n## Decision Drivers\n\n* cost\n* speed\n\n## Decision Outcome\n\ny\n',
    { criteria: ['cost', 'speed'], kinds: ['question', 'question'] },
  ],
  [
    'madr 3 with consequences inside of the outcome',
    `# T\n${tail}Chosen option: "A", because good.\n\n### Consequences\n\n* Good, because fast\n* Bad, because new\n`,
    {
      chosen: 'A',
      outcome: 'Chosen option: "A", because good.',
      consequences: '* Good, because fast\n* Bad, because new',
    },
  ],
  [
    'madr 3 with validation',
    `# T\n${tail}y\n\n### Validation\n\nReview.\n`,
    { outcome: 'y', consequences: null },
  ],
  [
    'madr 4 with decision makers',
    '---\nstatus: "accepted"\ndate: 2024-09-17\ndecision-makers: Anna, Bert\n---\n\n# Use Y\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { status: 'accepted', deciders: ['Anna', 'Bert'] },
  ],
  [
    'madr 4 with lists in front matter',
    '---\nstatus: proposed\ndecision-makers:\n  - Anna\n  - Bert B.\nconsulted: [Carl, "Dora, Dr."]\n---\n# T\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { deciders: ['Anna', 'Bert B.'], consulted: ['Carl', 'Dora, Dr.'] },
  ],
  [
    'madr 4 with confirmation',
    `# T\n${tail}Chosen option: "A".\n\n### Confirmation\n\nTests.\n`,
    { outcome: 'Chosen option: "A".', chosen: 'A' },
  ],
  [
    'madr 4 with more information',
    `# T\n${tail}z\n\n## More Information\n\nSee there.\n`,
    { outcome: 'z', unread: [14] },
  ],
  [
    'madr 4 with neutral arguments',
    '# T\n\n## Considered Options\n\n* A1\n\n## Decision Outcome\n\nx\n\n## Pros and Cons of the Options\n\n### A1\n\n* Good, because a\n* Neutral, because b\n* Bad, because c\n',
    { pros: [['a']], cons: [['c']] },
  ],
  [
    'madr 4 superseded in front matter',
    '---\nstatus: superseded by ADR-0123\n---\n# T\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { status: 'superseded', supersededBy: ['ADR-0123'] },
  ],
  [
    'madr minimal',
    '# T\n\n## Context and Problem Statement\n\n## Considered Options\n\n## Decision Outcome\n',
    { layout: 'madr', context: null, options: [], outcome: null, status: 'proposed' },
  ],
  [
    'madr with a chosen option in quotes of another kind',
    '# T\n\n## Considered Options\n\n* Kafka\n* Rabbit\n\n## Decision Outcome\n\nChosen option: “Rabbit”, because.\n',
    { chosen: 'Rabbit' },
  ],
  [
    'madr with a chosen option without quotes',
    '# T\n\n## Considered Options\n\n* Kafka\n* Rabbit\n\n## Decision Outcome\n\nChosen option: Kafka, because.\n',
    { chosen: 'Kafka' },
  ],
  [
    'madr with a bold chosen option',
    '# T\n\n## Considered Options\n\n* Kafka\n* Rabbit\n\n## Decision Outcome\n\n**Chosen option: "Kafka"**, because.\n',
    { chosen: 'Kafka' },
  ],
  [
    'madr whose outcome names no option',
    '# T\n\n## Considered Options\n\n* Kafka\n* Rabbit\n\n## Decision Outcome\n\nNothing yet.\n',
    { chosen: null },
  ],
  [
    'madr whose outcome names an option that is none',
    '# T\n\n## Considered Options\n\n* Kafka\n* Rabbit\n\n## Decision Outcome\n\nChosen option: "Pulsar".\n',
    { chosen: null },
  ],
  [
    'madr with links as options',
    '# T\n\n## Considered Options\n\n* [MADR](https://adr.github.io/madr/) 2.1.2\n* [Y-Statements](https://example.org)\n\n## Decision Outcome\n\nChosen option: "MADR 2.1.2".\n',
    { options: ['MADR 2.1.2', 'Y-Statements'], chosen: 'MADR 2.1.2' },
  ],
  [
    'madr with numbered options',
    '# T\n\n## Considered Options\n\n1. Kafka\n2. Rabbit\n\n## Decision Outcome\n\nx\n',
    { options: ['Kafka', 'Rabbit'] },
  ],
  [
    'madr with dashes as bullets',
    '# T\n\n- Status: rejected\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { status: 'rejected' },
  ],
  [
    'madr with plus signs as bullets',
    '# T\n\n+ Status: deprecated\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { status: 'deprecated' },
  ],
  [
    'madr with a number in its title',
    '# ADR-0007: Use Z\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { number: 'ADR-0007', title: 'Use Z' },
  ],
  [
    'madr with an id in front matter',
    '---\nid: DEC-7\nstatus: draft\n---\n# Use Z\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { number: 'DEC-7', title: 'Use Z', status: 'proposed' },
  ],
  [
    'madr with the title in front matter alone',
    '---\ntitle: Use Z\nstatus: accepted\n---\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { title: 'Use Z', status: 'accepted' },
  ],
  [
    'madr with headings in capitals',
    '# T\n\n## CONTEXT AND PROBLEM STATEMENT\n\nx\n\n## DECISION OUTCOME\n\ny\n',
    { context: 'x', outcome: 'y', layout: 'madr' },
  ],
  [
    'madr with numbered headings',
    '# T\n\n## 1. Context and Problem Statement\n\nx\n\n## 2. Considered Options\n\n* A1\n\n## 3. Decision Outcome\n\ny\n',
    { context: 'x', options: ['A1'], outcome: 'y' },
  ],
  [
    'madr with bold headings',
    '# T\n\n## **Context and Problem Statement**\n\nx\n\n## **Decision Outcome**\n\ny\n',
    { context: 'x', outcome: 'y' },
  ],
  [
    'madr with closed headings',
    '# T #\n\n## Context and Problem Statement ##\n\nx\n\n## Decision Outcome ##\n\ny\n',
    { title: 'T', context: 'x', outcome: 'y' },
  ],
  [
    'madr with underlined headings',
    'Use Z\n=====\n\nContext and Problem Statement\n-----------------------------\n\nx\n\nDecision Outcome\n----------------\n\ny\n',
    { title: 'Use Z', context: 'x', outcome: 'y' },
  ],
  [
    'madr with remarks in comments',
    '# T\n\n## Context and Problem Statement\n\n<!-- describe -->\nx\n\n## Decision Outcome\n\n<!-- Chosen option: "A" -->\ny\n',
    { outcome: '<!-- Chosen option: "A" -->\ny' },
  ],
  [
    'madr with a review date',
    '---\nstatus: accepted\nreview: 2027-05-01\n---\n# T\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { review: '2027-05-01' },
  ],
  [
    'madr with a decided date',
    '---\nstatus: accepted\ndecided: 2025-02-03\ndate: 2025-02-04\n---\n# T\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { decided: '2025-02-03', recorded: '2025-02-04' },
  ],
  [
    'madr with systems',
    '---\nsystems: [mvp/staging, billing]\n---\n# T\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { subjects: ['mvp/staging', 'billing'] },
  ],
  [
    'madr with supersedes in front matter',
    '---\nsupersedes: [DEC-001, DEC-002]\n---\n# T\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { supersedes: ['DEC-001', 'DEC-002'] },
  ],
  [
    'madr with an empty front matter',
    '---\n---\n# T\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { title: 'T', context: 'x' },
  ],
  [
    'madr with a broken front matter',
    '---\nstatus: [a\n---\n# T\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { title: 'T', context: 'x', status: 'proposed' },
  ],
  [
    'madr with an empty status',
    '---\nstatus:\ndate: 2024-01-01\n---\n# T\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { status: 'proposed', recorded: '2024-01-01' },
  ],
  [
    'madr with a date that does not exist',
    '---\ndate: 2024-02-31\n---\n# T\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { recorded: null },
  ],
  [
    'madr with a date placeholder',
    '* Date: YYYY-MM-DD\n\n# T\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
    { recorded: null },
  ],
  [
    'madr with code that looks like headings',
    '# T\n\n## Context and Problem Statement\n\n```md\n## Decision Outcome\n\nno\n```\n\n## Decision Outcome\n\nyes\n',
    { outcome: 'yes', context: '```md\n## Decision Outcome\n\nno\n```' },
  ],
  [
    'madr with an evaluation',
    '# T\n\n## Considered Options\n\n* Kafka\n* Rabbit\n\n## Evaluation\n\n| Criterion | Kind | Weight | Kafka | Rabbit |\n|---|---|---|---|---|\n| Cost | score | 2 | 3 | 4 – cheap |\n| EU | must |  | yes | no – not there |\n\n## Decision Outcome\n\nx\n',
    {
      criteria: ['Cost', 'EU'],
      kinds: ['score', 'must'],
      weights: [2, null],
      cells: [
        'cost/kafka: 3p',
        'cost/rabbit: 4p cheap',
        'eu/kafka: yes',
        'eu/rabbit: no not there',
      ],
    },
  ],
  [
    'madr with an evaluation by labels',
    '# T\n\n## Considered Options\n\n* **A) Kafka**\n* **B) Rabbit**\n\n## Comparison\n\n| Criterion | Unit | Target | A | B |\n|---|---|---|---|---|\n| Latency | ms | < 200 | 150 | 250 – slow ([run](https://a.de/1)) |\n\n## Decision Outcome\n\nx\n',
    {
      options: ['A) Kafka', 'B) Rabbit'],
      limits: ['< 200 ms'],
      kinds: ['must'],
      cells: ['latency/a: 150', 'latency/b: 250 slow'],
    },
  ],
  [
    'madr with open cells',
    '# T\n\n## Considered Options\n\n* K1\n* K2\n* K3\n\n## Evaluation\n\n| Criterion | K1 | K2 | K3 |\n|---|---|---|---|\n| Cost | - | ? | 0 |\n\n## Decision Outcome\n\nx\n',
    { cells: ['cost/k3: 0p'] },
  ],
]
