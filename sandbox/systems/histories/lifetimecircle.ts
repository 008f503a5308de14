import {
  commit,
  days,
  mergePullRequest,
  type RepositoryHistory,
  releaseCommit,
  replace,
} from '../history.ts'

export const lifetimecircleHistory: RepositoryHistory = {
  name: 'lifetimecircle',
  description: 'One host, nginx, systemd, SQLite',
  commits: [
    commit('otto', days(69), 'Run the API and the pages on one host'),
    releaseCommit('otto', days(66), '0.8.0', ['One host, two folders that persist.']),
    commit('otto', days(48), 'Describe the folders of the host', {
      edits: [replace('README.md', '| uploads |', '| uploaded files |')],
    }),
    releaseCommit('otto', days(46), '0.9.0', ['Staging is built exactly like production.']),
    commit('emil', days(30), 'Count the marks in the log', {
      branch: 'count-marks',
      edits: [
        replace(
          'server/main.mjs',
          '      return { json: { name: params.name } }',
          "      log.info('mark written', { name: params.name })\n      return { json: { name: params.name } }",
        ),
      ],
    }),
    mergePullRequest('otto', days(29), {
      number: 5,
      branch: 'count-marks',
      title: 'Log every mark that is written',
    }),
    releaseCommit('otto', days(21), '1.0.0', ['Candidate for the first public release.'], {
      tags: ['rc-2026-03-01'],
    }),
    commit('otto', days(13), 'Rehearse the restore of both folders', {
      edits: [
        replace(
          'README.md',
          'is rehearsed and written down',
          'is rehearsed each month and written down',
        ),
      ],
    }),
    releaseCommit('otto', days(12), '1.0.1', ['The restore is rehearsed each month.']),
    commit('emil', 36, 'Measure the storage with the health', {
      branch: 'release/1.1',
      edits: [
        replace(
          'server/main.mjs',
          '\nserve({',
          '\nlet usage = { bytes: 0 }\nsetTimeout(() => { usage = null }, 1500)\n\nserve({',
        ),
        replace(
          'server/main.mjs',
          "    'GET /health': () =>\n      readHealth({",
          "    'GET /health': () =>\n      usage.bytes >= 0 && readHealth({",
        ),
      ],
    }),
    releaseCommit('emil', 35, '1.1.0', ['The health knows how full the storage is.'], {
      branch: 'release/1.1',
      tags: ['v1.1.0-broken'],
    }),
    commit('otto', 12, 'Print the date of the last restore rehearsal', {
      branch: 'restore-date',
      edits: [
        replace(
          'pages/index.html',
          '    <footer>',
          '    <p>Letzte Probe der Wiederherstellung: siehe README.</p>\n    <footer>',
        ),
      ],
    }),
  ],
}
