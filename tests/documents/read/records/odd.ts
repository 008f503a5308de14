import type { RecordCase } from './record-case.ts'

/** Odd spacing, missing parts, broken marks, and text that wants to be more than text. */
export const oddRecords: readonly RecordCase[] = [
  ['nothing', '', { record: null, title: '', unread: [] }],
  ['white space', ' \n\t\n', { record: null, unread: [] }],
  ['a byte order mark alone', '\ufeff', { record: null, title: '', unread: [] }],
  ['a heading alone', '# DEC-200 T', { record: null, title: 'DEC-200 T' }],
  ['an empty heading', '#\n\n## Decision\n\nx\n', { title: '', outcome: 'x' }],
  [
    'a heading called __proto__',
    '# __proto__\n\n- Status: accepted\n\n## Decision\n\nx\n',
    { status: 'accepted', outcome: 'x' },
  ],
  [
    'options called __proto__ and constructor',
    '# DEC-201 T\n\n## Options\n\n- `__proto__`\n- constructor\n- toString\n',
    { options: ['__proto__', 'constructor', 'toString'] },
  ],
  [
    'front matter called __proto__',
    '---\n__proto__: x\nstatus: accepted\nconstructor: y\n---\n# DEC-202 T\n\n## Decision\n\nz\n',
    { status: 'accepted', number: 'DEC-202' },
  ],
  [
    'a parameter called __proto__',
    '# DEC-203 T\n\n## Criteria\n\n- x `measure: restarts __proto__=y`\n\n## Decision\n\nz\n',
    { criteria: ['x'] },
  ],
  [
    'zero-width characters in headings',
    '# DEC\u200b-204 T\u200d\n\n## Deci\u200bsion\n\nx\n',
    { number: 'DEC-204', outcome: 'x' },
  ],
  [
    'zero-width characters in the status',
    '# DEC-205 T\n\n- Sta\u00adtus: accep\u200bted\n',
    { status: 'accepted' },
  ],
  [
    'direction overrides in a title',
    '# DEC-206 \u202eevil\u202c T\n\n- Status: accepted\n',
    { title: 'evil T' },
  ],
  [
    'odd hyphens in the number',
    '# DEC\u2011207 T\n\n- Status: accepted\n',
    { number: 'DEC-207', title: 'T' },
  ],
  ['odd spaces in headings', '#\u00a0no heading\n\n##  Decision  \n\nx\n', { outcome: 'x' }],
  [
    'decomposed umlauts',
    '# DEC-208 T\n\n## Abha\u0308ngigkeiten\n\n- x\n\n## Gewa\u0308hlt\n\ny\n\n## Entscheidung\n\nz\n',
    { outcome: 'z' },
  ],
  [
    'tabs between marks and words',
    '# DEC-209 T\n\n-\tStatus:\taccepted\n\n##\tOptions\n\n-\ta1\n\n-\tb1\n',
    { status: 'accepted', options: ['a1', 'b1'] },
  ],
  [
    'windows line ends and no last one',
    '# DEC-210 T\r\n\r\n- Status: accepted\r\n\r\n## Options\r\n\r\n- a1\r\n- b1',
    { status: 'accepted', options: ['a1', 'b1'] },
  ],
  [
    'mixed line ends',
    '# DEC-211 T\r\n\n- Status: accepted\r\n\n## Decision\n\r\nx\n',
    { status: 'accepted', outcome: 'x' },
  ],
  [
    'old line ends',
    '# DEC-212 T\r\r- Status: accepted\r\r## Decision\r\rx\r',
    { status: 'accepted', outcome: 'x' },
  ],
  [
    'indented bullets',
    '# DEC-213 T\n\n  - Status: accepted\n  - Owner: Anna\n',
    { status: 'accepted', owner: 'Anna' },
  ],
  [
    'a title behind words',
    'Before.\n\n# DEC-214 T\n\n- Status: accepted\n',
    { number: 'DEC-214', status: 'accepted' },
  ],
  [
    'metadata before the title',
    '- Status: accepted\n\n# DEC-215 T\n\n## Decision\n\nx\n',
    { status: 'accepted', number: 'DEC-215' },
  ],
  ['no title', '## Decision\n\nx\n\n## Context\n\ny\n', { outcome: 'x', context: 'y', title: '' }],
  [
    'headings out of order',
    '# DEC-216 T\n\n#### Decision\n\nx\n\n## Context\n\ny\n',
    { outcome: 'x', context: 'y' },
  ],
  [
    'two decisions',
    '# DEC-217 T\n\n## Decision\n\nfirst\n\n## Decision\n\nsecond\n',
    { outcome: 'first' },
  ],
  [
    'an empty decision before a full one',
    '# DEC-218 T\n\n## Decision\n\n## Entscheidung\n\nx\n',
    { outcome: 'x' },
  ],
  [
    'a table without its row of dashes',
    '# DEC-219 T\n\n## Options\n\n- a1\n\n## Evaluation\n\n| Criterion | a1 |\n| Cost | 1 |\n',
    { criteria: [], cells: [] },
  ],
  [
    'a table with too few cells',
    '# DEC-220 T\n\n## Options\n\n- a1\n- b1\n\n## Evaluation\n\n| Criterion | a1 | b1 |\n|---|---|---|\n| Cost | 1 |\n| |\n| Fun |\n',
    { criteria: ['Cost', 'Fun'], cells: ['cost/a1: 1p'] },
  ],
  [
    'a table with too many cells',
    '# DEC-221 T\n\n## Evaluation\n\n| Criterion | a1 |\n|---|---|\n| Cost | 1 | 2 | 3 |\n',
    { options: ['a1'], cells: ['cost/a1: 1p'] },
  ],
  [
    'a table with bars in its cells',
    '# DEC-222 T\n\n## Evaluation\n\n| Criterion | a1 |\n|---|---|\n| Cost \\| month | 1 – x \\| y |\n',
    { criteria: ['Cost | month'], cells: ['cost-month/a1: 1p x | y'] },
  ],
  [
    'a table without outer bars',
    '# DEC-223 T\n\n## Evaluation\n\nCriterion | a1\n---|---\nCost | 1\n',
    { criteria: ['Cost'], cells: ['cost/a1: 1p'] },
  ],
  [
    'a heading in a fence',
    '# DEC-224 T\n\n```\n## Decision\nno\n```\n\n- Status: accepted\n',
    { outcome: null },
  ],
  [
    'a fence that never ends',
    '# DEC-225 T\n\n## Decision\n\nx\n\n```\n## Context\n\ny\n',
    { outcome: 'x\n\n```\n## Context\n\ny', context: null },
  ],
  [
    'a heading in a comment',
    '# DEC-226 T\n\n<!--\n## Decision\n\nno\n-->\n\n## Decision\n\nyes\n',
    { outcome: 'yes' },
  ],
  [
    'a heading in a quote',
    '# DEC-227 T\n\n> ## Decision\n>\n> no\n\n## Decision\n\nyes\n',
    { outcome: 'yes' },
  ],
  [
    'a heading in an item',
    '# DEC-228 T\n\n- ## Decision\n\n## Decision\n\nyes\n',
    { outcome: 'yes' },
  ],
  [
    'a heading without a space',
    '# DEC-229 T\n\n##Decision\n\nno\n\n## Decision\n\nyes\n',
    { outcome: 'yes' },
  ],
  [
    'an escaped heading',
    '# DEC-230 T\n\n\\## Decision\n\nno\n\n## Decision\n\nyes\n',
    { outcome: 'yes' },
  ],
  [
    'seven signs are no heading',
    '# DEC-231 T\n\n####### Decision\n\n## Decision\n\nyes\n',
    { outcome: 'yes' },
  ],
  [
    'html',
    '# DEC-232 T\n\n<div onclick="alert(1)">\n\n## Decision\n\n<script>alert(1)</script>\n\nx\n',
    { outcome: '<script>alert(1)</script>\n\nx' },
  ],
  [
    'a link that is a script',
    '# DEC-233 T\n\n- Status: open\n\n## Follow-ups\n\n- [x](javascript:alert)\n',
    { followUps: [['[x](javascript:alert)', null]] },
  ],
  [
    'a colon in an address',
    '# DEC-234 T\n\n- https://a.de:8080/x\n- Status: accepted\n',
    { status: 'accepted' },
  ],
  ['an emoji in headings', '# 🚀 DEC-235 T\n\n## 🎯 Decision\n\nx\n', { outcome: 'x' }],
  [
    'a title with marks',
    '# DEC-236 **Use** `x` and [y](z)\n\n- Status: accepted\n',
    { title: 'Use x and y', number: 'DEC-236' },
  ],
  [
    'ticked with a capital',
    '# T\n\n## Checklist\n\n- [X] a\n* [ ] b\n1. [x] c\n',
    {
      tasks: [
        ['a', true],
        ['b', false],
        ['c', true],
      ],
    },
  ],
  [
    'boxes that are none',
    '# T\n\n## Checklist\n\n- [] a\n- [y] b\n- [ ]c\n- [ ] d\n',
    { tasks: [['d', false]] },
  ],
  [
    'equal tasks',
    '# T\n\n## Checklist\n\n- [ ] a\n- [x] a\n',
    {
      tasks: [
        ['a', false],
        ['a', true],
      ],
    },
  ],
  ['equal options', '# DEC-237 T\n\n## Options\n\n- a1\n- a1\n- b1\n', { options: ['a1', 'b1'] }],
  ['empty items', '# DEC-238 T\n\n## Options\n\n-\n- a1\n-\n', { options: ['a1'] }],
  [
    'an empty list of options',
    '# DEC-239 T\n\n- Status: open\n\n## Options\n\nNone yet.\n',
    { options: [] },
  ],
  [
    'front matter that never ends',
    '---\nstatus: accepted\n\n# DEC-240 T\n\n## Decision\n\nx\n',
    { outcome: 'x' },
  ],
  [
    'front matter that is a list',
    '---\n- a\n---\n# DEC-241 T\n\n## Decision\n\nx\n',
    { outcome: 'x', status: 'proposed' },
  ],
  [
    'front matter with an anchor bomb',
    '---\na: &a [x, x]\nb: &b [*a, *a]\nstatus: accepted\n---\n# DEC-242 T\n\n## Decision\n\nx\n',
    { status: 'accepted' },
  ],
  [
    'front matter with windows line ends',
    '---\r\nstatus: accepted\r\ndecision-makers:\r\n  - Anna\r\n---\r\n# DEC-243 T\r\n\r\n## Decision\r\n\r\nx\r\n',
    { status: 'accepted', deciders: ['Anna'], outcome: 'x' },
  ],
  [
    'front matter with comments',
    '---\n# note\nstatus: accepted # yes\n---\n# DEC-244 T\n\n## Decision\n\nx\n',
    { status: 'accepted' },
  ],
  [
    'front matter with names twice',
    '---\nstatus: proposed\nstatus: accepted\n---\n# DEC-245 T\n\n## Decision\n\nx\n',
    { status: 'proposed' },
  ],
  [
    'numbers with separators',
    '# DEC-246 T\n\n## Evaluation\n\n| Criterion | Unit | a1 | b1 | c1 | d1 |\n|---|---|---|---|---|---|\n| The cost of it | EUR | 1,234.5 | 1.5 | ~20 | -3 |\n',
    {
      cells: [
        'the-cost-of-it/a1: 1234.5',
        'the-cost-of-it/b1: 1.5',
        'the-cost-of-it/c1: 20',
        'the-cost-of-it/d1: -3',
      ],
    },
  ],
  [
    'cells that say yes and no with signs',
    '# DEC-247 T\n\n## Evaluation\n\n| Criterion | Kind | a1 | b1 | c1 |\n|---|---|---|---|---|\n| EU | must | ✅ | ❌ far away | unknown |\n',
    { cells: ['eu/a1: yes', 'eu/b1: no far away'] },
  ],
]
