import {
  commit,
  days,
  mergePullRequest,
  type RepositoryHistory,
  releaseCommit,
  replace,
} from '../history.ts'

export const hackthestudyHistory: RepositoryHistory = {
  name: 'hackthestudy',
  description: 'Exercises from course material',
  commits: [
    commit('emil', days(140), 'Split the application into API and worker'),
    releaseCommit('emil', days(138), '1.0.0', ['API and worker run in containers of their own.']),
    commit('ada', days(102), 'Name each missing secret', {
      edits: [
        replace(
          'README.md',
          'a missing variable is named there',
          'each missing variable is named there',
        ),
      ],
    }),
    releaseCommit('ada', days(101), '1.1.0', [
      'A container that cannot start says which secret is missing.',
    ]),
    commit('lena', days(37), 'Mention the size of the queue in the documentation', {
      branch: 'document-queue',
      edits: [
        replace(
          'README.md',
          '| worker | Basic XS | background work |',
          '| worker | Basic XS | background work, one job at a time |',
        ),
      ],
    }),
    mergePullRequest('emil', days(36), {
      number: 44,
      branch: 'document-queue',
      title: 'Say how a worker takes its jobs',
    }),
    commit('lena', days(34), 'Poll the queue less eagerly', {
      edits: [replace('runtime/worker.mjs', 'const pollEveryMs = 250', 'const pollEveryMs = 400')],
    }),
    releaseCommit('lena', days(33), '1.2.0', ['The worker is gentler to its queue.']),
    commit('ada', days(8), 'Write down what to try when the worker does not start', {
      edits: [replace('README.md', 'check `REDIS_URL`', 'check `REDIS_URL` first')],
    }),
    commit('emil', 30, 'Keep results of jobs in a backend of their own', {
      branch: 'release/1.3',
      edits: [
        replace(
          'backend/settings.mjs',
          "  'STRIPE_PUBLISHABLE_KEY',\n",
          "  'STRIPE_PUBLISHABLE_KEY',\n  'RESULT_BACKEND_URL',\n",
        ),
      ],
    }),
    releaseCommit('emil', 29, '1.3.0', ['Results of jobs outlive the queue.'], {
      branch: 'release/1.3',
      tags: ['v1.3.0-broken'],
    }),
    commit('lena', 14, 'Tell how long a job may sleep', {
      branch: 'job-limits',
      edits: [
        replace(
          'README.md',
          '## Deploy',
          '## Jobs\n\nA job may sleep for ten minutes at most.\n\n## Deploy',
        ),
      ],
    }),
  ],
}
