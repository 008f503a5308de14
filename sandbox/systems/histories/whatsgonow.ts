import {
  commit,
  days,
  mergePullRequest,
  type RepositoryHistory,
  releaseCommit,
  replace,
} from '../history.ts'

export const whatsgonowHistory: RepositoryHistory = {
  name: 'whatsgonow',
  description: 'Crowd logistics',
  commits: [
    commit('ada', days(120), 'Serve the frontend from Elastic Beanstalk'),
    releaseCommit('ada', days(118), '0.7.0', ['Three stages, one workflow.']),
    commit('lena', days(88), 'Set the page in a quieter grey', {
      edits: [replace('pages/app.css', '#64748b', '#475569')],
    }),
    releaseCommit('lena', days(87), '0.8.0', ['Calmer colours.']),
    commit('emil', days(44), 'Let drivers name their route', {
      branch: 'routes',
      edits: [
        replace(
          'pages/index.html',
          '    <footer>',
          '    <p>Trag deine Strecke ein und sieh, was mitfahren will.</p>\n    <footer>',
        ),
      ],
    }),
    mergePullRequest('ada', days(43), {
      number: 31,
      branch: 'routes',
      title: 'Invite drivers to name their route',
    }),
    releaseCommit('ada', days(41), '0.9.0', ['Drivers are invited to name their route.']),
    commit('lena', days(5), 'Widen the page on large screens', {
      branch: 'wide-page',
      edits: [replace('pages/app.css', '40rem', '48rem')],
    }),
    mergePullRequest('emil', days(4), {
      number: 36,
      branch: 'wide-page',
      title: 'Use the room of large screens',
    }),
    commit('emil', 44, 'Load the map before answering', {
      branch: 'release/0.10',
      edits: [
        replace(
          'frontend/main.mjs',
          '\nserve({',
          '\nconst loadMap = () => new Promise((resolve) => setTimeout(resolve, 2400))\n\nserve({',
        ),
        replace(
          'frontend/main.mjs',
          "    'GET /health': () => readHealth({ database:",
          "    'GET /health': () => readHealth({ map: loadMap, database:",
        ),
      ],
    }),
    releaseCommit('emil', 43, '0.10.0', ['The map is there from the first moment.'], {
      branch: 'release/0.10',
      tags: ['v0.10.0-broken'],
    }),
    commit('ada', 16, 'Show the legal notice', {
      branch: 'legal-notice',
      edits: [
        replace(
          'pages/index.html',
          '<footer>{{commit}}</footer>',
          '<footer>{{commit}} · <a href="/legal.html">Impressum</a></footer>',
        ),
      ],
    }),
  ],
}
