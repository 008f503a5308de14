import { redirect } from '../http/answer.ts'
import { type Call, getIdParam, getParam } from '../http/call.ts'
import { notFound } from '../http/failure.ts'
import { type Route, route } from '../http/route.ts'
import { closePullRequest, mergePullRequest } from '../repositories/change-pull-request.ts'
import { listChangedFiles } from '../repositories/changed-files.ts'
import { listPullRequests } from '../repositories/pull-requests.ts'
import { findRepository, getFullName, getGitDir } from '../repositories/registry.ts'
import type { ReferenceWatch } from '../repositories/watch-references.ts'
import type { RepositoryRecord } from '../store/records.ts'
import type { World } from '../world.ts'
import { getLanguage, html, page } from './html.ts'
import { texts } from './texts.ts'

/** The page of a pull request, where somebody of the sandbox merges or closes it. */
export function pullRequestPageRoutes(world: World, watch: ReferenceWatch): Route[] {
  const path = '/:owner/:repo/pull/:number'
  return [
    route('GET', path, (call) => pullRequestPage(world, call), 'anyone'),
    route(
      'POST',
      `${path}/merge`,
      async (call) => {
        const repository = getRepositoryOfPage(world, call)
        await mergePullRequest(world, repository, getIdParam(call, 'number'))
        await watch.check(repository)
        return redirect(302, toAddress(repository, getIdParam(call, 'number')))
      },
      'anyone',
    ),
    route(
      'POST',
      `${path}/close`,
      async (call) => {
        const repository = getRepositoryOfPage(world, call)
        await closePullRequest(world, repository, getIdParam(call, 'number'))
        return redirect(302, toAddress(repository, getIdParam(call, 'number')))
      },
      'anyone',
    ),
  ]
}

async function pullRequestPage(world: World, call: Call) {
  const language = getLanguage(call.headers)
  const { state, merge, close, states } = texts[language]
  const repository = getRepositoryOfPage(world, call)
  const number = getIdParam(call, 'number')
  const all = await listPullRequests(world, repository)
  const pull = all.find((one) => one.number === number)
  if (!pull) throw notFound()
  const head = (pull.merge ?? pull.head).sha
  const files = await listChangedFiles(getGitDir(world, repository), pull.baseSha, head)
  const address = toAddress(repository, number)
  const isOpen = pull.record?.state === 'open'
  const actions = isOpen
    ? html`<form method="post" action="${address}/merge"><button>${merge}</button></form>
<form method="post" action="${address}/close"><button>${close}</button></form>`
    : html``
  const word = pull.merge ? states.merged : isOpen ? states.open : states.closed
  const body = html`<dl><dt>${state}</dt><dd>${word}</dd></dl>${actions}
<pre tabindex="0">${pull.body ?? ''}</pre>
${files.map((file) => html`<h2>${file.filename}</h2><pre tabindex="0">${file.patch ?? ''}</pre>`)}`
  return page({ language, title: `${pull.title} #${number}`, body })
}

const toAddress = (repository: RepositoryRecord, number: number) =>
  `/${getFullName(repository)}/pull/${number}`

function getRepositoryOfPage(world: World, call: Call): RepositoryRecord {
  const repository = findRepository(world, getParam(call, 'owner'), getParam(call, 'repo'))
  if (!repository) throw notFound()
  return repository
}
