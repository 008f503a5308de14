import {
  commit,
  days,
  mergePullRequest,
  type RepositoryHistory,
  releaseCommit,
  replace,
  write,
} from '../history.ts'

export const easysksHistory: RepositoryHistory = {
  name: 'easysks',
  description: 'Practice for the sailing licence',
  commits: [
    commit('lena', days(96), 'Serve questions from an API and pages beside it'),
    releaseCommit('lena', days(92), '1.0.0', ['Sign in and get a question.']),
    commit('emil', days(80), 'Read the database address from the environment', {
      edits: [
        replace(
          'README.md',
          'From secrets, never from code:',
          'Read from secrets, never from code:',
        ),
      ],
    }),
    releaseCommit('emil', days(79), '1.1.0', ['No address of a database is left in the code.']),
    commit('ada', days(61), 'Greet people on the start page', {
      branch: 'start-page',
      edits: [
        replace(
          'pages/index.html',
          '    <footer>',
          '    <p>Melde dich an und lerne dort weiter, wo du aufgehört hast.</p>\n    <footer>',
        ),
      ],
    }),
    mergePullRequest('lena', days(60), {
      number: 17,
      branch: 'start-page',
      title: 'Say on the start page what to do next',
    }),
    releaseCommit('lena', days(58), '1.2.0', ['The start page says what to do next.']),
    commit('emil', days(26), 'Keep the topic of a question', {
      branch: 'topics',
      edits: [
        write(
          'api/migrations/003_topics.sql',
          "alter table questions add column topic text not null default 'general';\n",
        ),
      ],
    }),
    commit('emil', days(25), 'Add a question about the weather', {
      branch: 'topics',
      edits: [
        write(
          'api/migrations/003_topics.sql',
          "alter table questions add column topic text not null default 'general';\ninsert into questions (text, topic) values ('What does a falling barometer announce?', 'weather');\n",
        ),
      ],
    }),
    mergePullRequest('ada', days(24), {
      number: 23,
      branch: 'topics',
      title: 'Group questions by topic',
    }),
    releaseCommit('emil', days(22), '1.3.0', ['Questions have a topic; needs a migration.']),
    commit('lena', days(6), 'Count webhooks by type', {
      edits: [
        replace(
          'api/main.mjs',
          'const sessions = new Map()',
          'const sessions = new Map()\nconst webhooks = new Map()',
        ),
        replace(
          'api/main.mjs',
          "      log.info('webhook received'",
          "      webhooks.set(body.type, (webhooks.get(body.type) ?? 0) + 1)\n      log.info('webhook received'",
        ),
      ],
    }),
    commit('emil', 52, 'Index the answers by learner', {
      branch: 'release/1.4',
      edits: [
        write(
          'api/migrations/004_index_answers.sql',
          'create index answers_by_learner on answers (learner_id, question_id);\n',
        ),
      ],
    }),
    releaseCommit('emil', 51, '1.4.0', ['Answers of one learner are found faster.'], {
      branch: 'release/1.4',
      tags: ['v1.4.0-broken'],
    }),
    commit('ada', 18, 'Offer a dark page', {
      branch: 'dark-page',
      edits: [
        replace(
          'pages/index.html',
          '    <title>',
          '    <meta name="color-scheme" content="light dark">\n    <title>',
        ),
      ],
    }),
  ],
}
