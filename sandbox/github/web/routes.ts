import { readLog } from '../actions/job-log.ts'
import { listJobs } from '../engine/changes.ts'
import { text } from '../http/answer.ts'
import { type Call, getIdParam, getParam } from '../http/call.ts'
import { notFound } from '../http/failure.ts'
import { type Route, route } from '../http/route.ts'
import { getGitCommit } from '../repositories/commit-log.ts'
import { findCommitSha, listBranches, listTags, toShortName } from '../repositories/references.ts'
import {
  findRepository,
  getFullName,
  getGitDir,
  listRepositories,
} from '../repositories/registry.ts'
import { findFile } from '../repositories/tree.ts'
import type { JobRecord, RepositoryRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import type { World } from '../world.ts'
import { getLanguage, html, page } from './html.ts'
import { texts } from './texts.ts'

/** Plain pages behind every `html_url`, so that a link from the portal leads somewhere. */
export function webRoutes(world: World): Route[] {
  const open = (path: string, handle: Route['handle']) => route('GET', path, handle, 'anyone')
  return [
    open('/', (call) => homePage(world, call)),
    open('/avatars/:login.svg', () => text(200, avatar, 'image/svg+xml')),
    open('/:owner/:repo/actions/runs/:run', (call) => runPage(world, call)),
    open('/:owner/:repo/actions/runs/:run/job/:job', (call) => runPage(world, call)),
    open('/:owner/:repo/commit/:sha', (call) => commitPage(world, call)),
    open('/:owner/:repo/blob/:ref/*path', (call) => filePage(world, call)),
    open('/:owner/:repo', (call) => repositoryPage(world, call)),
  ]
}

const avatar =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="20" fill="#6e7781"/><circle cx="20" cy="15" r="7" fill="#fff"/><path d="M6 36a14 12 0 0 1 28 0" fill="#fff"/></svg>'

function homePage(world: World, call: Call) {
  const language = getLanguage(call.headers)
  const rows = listRepositories(world).map(
    (repository) =>
      html`<li><a href="/${getFullName(repository)}">${getFullName(repository)}</a></li>`,
  )
  return page({ language, title: texts[language].home, body: html`<ul>${rows}</ul>` })
}

async function repositoryPage(world: World, call: Call) {
  const language = getLanguage(call.headers)
  const repository = getRepositoryOfPage(world, call)
  const gitDir = getGitDir(world, repository)
  const name = getFullName(repository)
  const toRow = ({ name: ref, commitSha }: { name: string; commitSha: string }) =>
    html`<li>${toShortName(ref)} <a href="/${name}/commit/${commitSha}">${commitSha.slice(0, 7)}</a></li>`
  const body = html`<h2>Branches</h2><ul>${(await listBranches(gitDir)).map(toRow)}</ul>
<h2>Tags</h2><ul>${(await listTags(gitDir)).map(toRow)}</ul>`
  return page({ language, title: name, body })
}

async function commitPage(world: World, call: Call) {
  const language = getLanguage(call.headers)
  const repository = getRepositoryOfPage(world, call)
  const gitDir = getGitDir(world, repository)
  const sha = await findCommitSha(gitDir, getParam(call, 'sha'))
  if (!sha) throw notFound()
  const commit = await getGitCommit(gitDir, sha)
  const body = html`<dl><dt>Commit</dt><dd>${sha}</dd><dt>${texts[language].author}</dt><dd>${commit.author.name}, ${toTimestamp(commit.author.date)}</dd></dl>
<pre tabindex="0">${commit.message}</pre>`
  return page({ language, title: commit.message.split('\n')[0] ?? sha, body })
}

async function filePage(world: World, call: Call) {
  const gitDir = getGitDir(world, getRepositoryOfPage(world, call))
  const sha = await findCommitSha(gitDir, getParam(call, 'ref'))
  const content = sha && (await findFile(gitDir, sha, getParam(call, 'path')))
  if (content === null) throw notFound()
  return page({
    language: getLanguage(call.headers),
    title: getParam(call, 'path'),
    body: html`<pre tabindex="0">${content}</pre>`,
  })
}

function runPage(world: World, call: Call) {
  const language = getLanguage(call.headers)
  const repository = getRepositoryOfPage(world, call)
  const run = world.store.runs.find(getIdParam(call, 'run'))
  if (run?.repositoryId !== repository.id) throw notFound()
  const { state, attempt, by } = texts[language]
  const toJob = (job: JobRecord) =>
    html`<h2 id="job-${job.id}">${job.name}: ${job.conclusion ?? job.status}</h2><pre tabindex="0">${readLog(world, job.id)}</pre>`
  const body = html`<dl><dt>${state}</dt><dd>${run.conclusion ?? run.status}</dd><dt>${attempt}</dt><dd>${run.attempt}</dd>
<dt>${by}</dt><dd>${run.triggeringActor}</dd><dt>Commit</dt><dd><a href="/${getFullName(repository)}/commit/${run.headSha}">${run.headSha}</a></dd></dl>
${listJobs(world, run).map(toJob)}`
  return page({ language, title: `${run.displayTitle} #${run.runNumber}`, body })
}

function getRepositoryOfPage(world: World, call: Call): RepositoryRecord {
  const repository = findRepository(world, getParam(call, 'owner'), getParam(call, 'repo'))
  if (!repository) throw notFound()
  return repository
}
