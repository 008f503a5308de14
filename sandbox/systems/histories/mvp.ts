import {
  commit,
  days,
  mergePullRequest,
  type RepositoryHistory,
  releaseCommit,
  replace,
} from '../history.ts'

export const mvpHistory: RepositoryHistory = {
  name: 'mvp',
  description: 'Web and worker on one host in the EU',
  commits: [
    commit('emil', days(74), 'Run web and worker as two processes'),
    releaseCommit('emil', days(71), '1.0.0', [
      'Jobs survive the end of the worker that held them.',
    ]),
    commit('lena', days(66), 'Say how often a job was begun', {
      edits: [
        replace(
          'pages/poll.js',
          '  if (job.status',
          "  state.title = 'Attempt ' + job.attempts\n  if (job.status",
        ),
      ],
    }),
    releaseCommit('lena', days(64), '1.1.0', ['The page shows which attempt a job is in.']),
    commit('ada', days(52), 'Make the sleep of the page shorter', {
      branch: 'shorter-poll',
      edits: [replace('pages/poll.js', 'poll(id), 1000', 'poll(id), 750')],
    }),
    mergePullRequest('emil', days(51), {
      number: 8,
      branch: 'shorter-poll',
      title: 'Poll the state of a job more often',
    }),
    releaseCommit('emil', days(50), '1.2.0', ['The page notices the end of a job sooner.']),
    commit('emil', days(31), 'Name the release at the foot of the page', {
      edits: [replace('pages/index.html', '<p>Release <code>', '<p>Running release <code>')],
    }),
    releaseCommit('lena', days(29), '1.3.0', ['The page names the running release.']),
    commit('lena', days(12), 'Let a reader choose the length of the job', {
      branch: 'choose-seconds',
      edits: [
        replace(
          'pages/index.html',
          '    <button',
          '    <label>Seconds <input type="number" value="10" min="1" max="600"></label>\n    <button',
        ),
        replace('pages/index.html', 'Start a job of ten seconds', 'Start a job'),
      ],
    }),
    commit('lena', days(11), 'Send the chosen length', {
      branch: 'choose-seconds',
      edits: [
        replace(
          'pages/poll.js',
          'seconds: 10',
          "seconds: Number(document.querySelector('input').value)",
        ),
      ],
    }),
    mergePullRequest('ada', days(10), {
      number: 12,
      branch: 'choose-seconds',
      title: 'Choose how long a job sleeps',
    }),
    releaseCommit('emil', days(9), '1.4.0', ['The length of a job can be chosen.']),
    commit('ada', days(3), 'Explain the lease in the README', {
      edits: [replace('README.md', 'A job belongs to', 'At any time a job belongs to')],
    }),
    commit('emil', 40, 'Report the memory of the worker with every start', {
      branch: 'release/1.5',
      edits: [
        replace(
          'worker/main.mjs',
          '\nrunWorker(',
          "\nsetTimeout(() => log.info('memory', { limit: memoryLimit.toFixed(0) }), 700)\n\nrunWorker(",
        ),
      ],
    }),
    releaseCommit('emil', 39, '1.5.0', ['The worker reports its memory.'], {
      branch: 'release/1.5',
      tags: ['v1.5.0-broken'],
    }),
    commit('lena', 20, 'Show finished jobs in green', {
      branch: 'green-jobs',
      edits: [
        replace('pages/style.css', 'body {', '[data-done] { color: #15803d; }\nbody {'),
        replace(
          'pages/poll.js',
          "  if (job.status !== 'succeeded')",
          "  state.toggleAttribute('data-done', job.status === 'succeeded')\n  if (job.status !== 'succeeded')",
        ),
      ],
    }),
  ],
}
